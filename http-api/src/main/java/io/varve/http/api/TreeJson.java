package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import io.varve.model.LabelMatcher;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.At;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.UnaryExpr;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.ast.VectorSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a query's tree as user interfaces show it; members in the order of their names. */
final class TreeJson {
  private final JsonWriter json;

  private TreeJson(JsonWriter json) {
    this.json = json;
  }

  static void write(Expr expr, JsonWriter json) {
    new TreeJson(json).expr(expr);
  }

  private void expr(@Nullable Expr expr) {
    if (expr == null) {
      json.nothing();
      return;
    }
    json.beginObject();
    switch (expr) {
      case AggregateExpr e -> aggregation(e);
      case BinaryExpr e -> binary(e);
      case Call e -> call(e);
      case MatrixSelector e -> matrix(e);
      case SubqueryExpr e -> subquery(e);
      case NumberLiteral e -> type("numberLiteral").key("val").scalarValue(e.value());
      case ParenExpr e -> {
        child("expr", e.expr());
        type("parenExpr");
      }
      case StringLiteral e -> type("stringLiteral").key("val").string(e.value());
      case UnaryExpr e -> {
        child("expr", e.expr());
        json.key("op").string(e.op().symbol());
        type("unaryExpr");
      }
      case VectorSelector e -> {
        selector(e);
        offset(e.offset());
        json.key("smoothed").bool(e.smoothed());
        at(e.at());
        type("vectorSelector");
      }
    }
    json.endObject();
  }

  private void aggregation(AggregateExpr e) {
    child("expr", e.expr());
    strings("grouping", e.grouping());
    json.key("op").string(e.op().symbol());
    child("param", e.param());
    type("aggregation").key("without").bool(e.without());
  }

  private void binary(BinaryExpr e) {
    json.key("bool").bool(e.returnBool());
    child("lhs", e.lhs());
    json.key("matching");
    matching(e.matching());
    json.key("op").string(e.op().symbol());
    child("rhs", e.rhs());
    type("binaryExpr");
  }

  private void matching(@Nullable VectorMatching matching) {
    if (matching == null) {
      json.nothing();
      return;
    }
    json.beginObject().key("card").string(matching.cardinality().symbol());
    json.key("fillValues").beginObject().key("lhs");
    fill(matching.fillLeft());
    json.key("rhs");
    fill(matching.fillRight());
    json.endObject();
    strings("include", matching.include());
    strings("labels", matching.labels());
    json.key("on").bool(matching.on()).endObject();
  }

  private void fill(@Nullable Double value) {
    if (value == null) {
      json.nothing();
    } else {
      json.number(value.doubleValue());
    }
  }

  private void call(Call e) {
    json.key("args").beginArray();
    e.args().forEach(this::expr);
    json.endArray();
    json.key("func").beginObject();
    strings("argTypes", e.function().argTypes().stream().map(ValueType::symbol).toList());
    json.key("name").string(e.function().name());
    json.key("returnType").string(e.function().returns().symbol());
    json.key("variadic").number(e.function().variadic()).endObject();
    type("call");
  }

  private void matrix(MatrixSelector e) {
    selector(e.selector());
    offset(e.selector().offset());
    duration("range", e.window());
    json.key("smoothed").bool(e.selector().smoothed());
    at(e.selector().at());
    type("matrixSelector");
  }

  private void subquery(SubqueryExpr e) {
    child("expr", e.expr());
    offset(e.offset());
    duration("range", e.window());
    startOrEnd(e.at());
    duration("step", e.step());
    timestamp(e.at());
    type("subquery");
  }

  private void selector(VectorSelector e) {
    json.key("anchored").bool(e.anchored());
    json.key("matchers").beginArray();
    for (LabelMatcher m : e.matchers()) {
      json.beginObject().key("name").string(m.name());
      json.key("type").string(m.type().symbol()).key("value").string(m.value()).endObject();
    }
    json.endArray().key("name").string(e.name());
  }

  private void offset(@Nullable DurationExpr offset) {
    duration("offset", offset);
  }

  /** A duration that must be computed is 0 here, and its tree comes beside it. */
  private void duration(String name, @Nullable DurationExpr duration) {
    boolean literal = duration instanceof DurationExpr.Literal;
    json.key(name).number(duration instanceof DurationExpr.Literal l ? l.millis() : 0);
    json.key(name + "Expr");
    duration(literal ? null : duration, false);
  }

  private void duration(@Nullable DurationExpr duration, boolean wrapped) {
    switch (duration) {
      case null -> json.nothing();
      case DurationExpr.Literal l -> {
        json.beginObject().key("duration").bool(l.isDuration());
        type("numberLiteral").key("val").scalarValue(l.seconds()).endObject();
      }
      case DurationExpr.Paren p -> duration(p.operand(), true);
      case DurationExpr.Step _ -> operation("step", null, null, wrapped);
      case DurationExpr.QueryRange _ -> operation("range", null, null, wrapped);
      case DurationExpr.Negation n -> operation("-", null, n.operand(), wrapped);
      case DurationExpr.Binary b -> operation(b.op().symbol(), b.lhs(), b.rhs(), wrapped);
      case DurationExpr.MinOf m -> operation("min_of", m.lhs(), m.rhs(), wrapped);
      case DurationExpr.MaxOf m -> operation("max_of", m.lhs(), m.rhs(), wrapped);
    }
  }

  private void operation(
      String op, @Nullable DurationExpr lhs, @Nullable DurationExpr rhs, boolean wrapped) {
    json.beginObject().key("lhs");
    duration(lhs, false);
    json.key("op").string(op).key("rhs");
    duration(rhs, false);
    type("durationExpr").key("wrapped").bool(wrapped).endObject();
  }

  private void at(At at) {
    startOrEnd(at);
    timestamp(at);
  }

  private void startOrEnd(At at) {
    json.key("startOrEnd");
    switch (at) {
      case At.Start _ -> json.string("start");
      case At.End _ -> json.string("end");
      case At.None _, At.Timestamp _ -> json.nothing();
    }
  }

  private void timestamp(At at) {
    json.key("timestamp");
    if (at instanceof At.Timestamp(long millis)) {
      json.number(millis);
    } else {
      json.nothing();
    }
  }

  private JsonWriter type(String type) {
    return json.key("type").string(type);
  }

  private void child(String name, @Nullable Expr expr) {
    json.key(name);
    expr(expr);
  }

  private void strings(String name, List<String> strings) {
    json.key(name).beginArray();
    strings.forEach(json::string);
    json.endArray();
  }
}

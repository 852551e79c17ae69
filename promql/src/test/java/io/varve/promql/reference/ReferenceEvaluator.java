package io.varve.promql.reference;

import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.UnaryExpr;
import io.varve.promql.ast.UnaryOp;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Evaluates expressions at one time after the other; metric names are dropped at once. */
public final class ReferenceEvaluator {
  private static final long LOOKBACK_MS = 300_000;
  private static final long DEFAULT_STEP_MS = 60_000;

  private final Stored stored;
  private final QuerySpan span;

  /**
   * Makes an evaluator of queries over a span of time.
   *
   * @param step ms; 0 if there is but one time
   */
  public ReferenceEvaluator(Stored stored, long start, long end, long step) {
    this.stored = stored;
    this.span = new QuerySpan(start, end, step);
  }

  /**
   * Returns the values of a vector, or of a scalar, which has no labels, by their times.
   *
   * @throws Failure if the query has no answer
   */
  public SortedMap<Labels, SortedMap<Long, Double>> evaluate(Expr query) {
    SortedMap<Labels, SortedMap<Long, Double>> answer = new TreeMap<>();
    for (long t = span.start(); t <= span.end(); t += Math.max(1, span.step())) {
      for (Element e : elements(query, t)) {
        answer.computeIfAbsent(e.labels(), _ -> new TreeMap<>()).put(t, e.value());
      }
    }
    return answer;
  }

  private List<Element> elements(Expr e, long t) {
    return e.type() == ValueType.SCALAR
        ? List.of(new Element(Labels.EMPTY, scalar(e, t)))
        : vector(e, t);
  }

  private List<Element> vector(Expr e, long t) {
    List<Element> vector =
        switch (e) {
          case VectorSelector s -> newest(s, t).stream().map(Newest::element).toList();
          case ParenExpr p -> vector(p.expr(), t);
          case UnaryExpr u ->
              u.op() == UnaryOp.PLUS
                  ? vector(u.expr(), t)
                  : nameless(vector(u.expr(), t).stream().map(x -> with(x, -x.value())).toList());
          case AggregateExpr a -> aggregate(a, t);
          case BinaryExpr b -> binary(b, t);
          case Call c -> call(c, t);
          case MatrixSelector _, SubqueryExpr _, NumberLiteral _, StringLiteral _ ->
              throw new IllegalArgumentException("no vector: " + e);
        };
    Set<Labels> distinct = new HashSet<>();
    for (Element x : vector) {
      if (!distinct.add(x.labels())) {
        throw new Failure("vector cannot contain metrics with the same labelset");
      }
    }
    return vector;
  }

  private static Element with(Element e, double value) {
    return new Element(e.labels(), value);
  }

  private static List<Element> nameless(List<Element> vector) {
    return vector.stream()
        .map(e -> new Element(e.labels().without(LabelName.METRIC_NAME), e.value()))
        .toList();
  }

  private record Newest(Labels labels, Point point) {
    Element element() {
      return new Element(labels, point.value());
    }
  }

  private List<Newest> newest(VectorSelector s, long t) {
    long at = span.moment(s.offset(), s.at(), t);
    List<Newest> found = new ArrayList<>();
    stored
        .between(s.matchers(), at - LOOKBACK_MS, at)
        .forEach(
            (labels, points) -> {
              if (!Stored.isStale(points.getLast().value())) {
                found.add(new Newest(labels, points.getLast()));
              }
            });
    return found;
  }

  private double scalar(Expr e, long t) {
    return switch (e) {
      case NumberLiteral n -> n.value();
      case ParenExpr p -> scalar(p.expr(), t);
      case UnaryExpr u -> u.op() == UnaryOp.PLUS ? scalar(u.expr(), t) : -scalar(u.expr(), t);
      case BinaryExpr b -> Numbers.apply(b.op(), scalar(b.lhs(), t), scalar(b.rhs(), t));
      case Call c -> scalarCall(c, t);
      default -> throw new IllegalArgumentException("no scalar: " + e);
    };
  }

  private double scalarCall(Call c, long t) {
    return switch (c.function().name()) {
      case "time" -> t / 1000.0;
      case "pi" -> Math.PI;
      case "start" -> span.start() / 1000.0;
      case "end" -> span.end() / 1000.0;
      case "range" -> (span.end() - span.start()) / 1000.0;
      case "step" -> span.step() / 1000.0;
      case "min_of" -> Math.min(scalar(c.args().get(0), t), scalar(c.args().get(1), t));
      case "max_of" -> Math.max(scalar(c.args().get(0), t), scalar(c.args().get(1), t));
      case "scalar" -> {
        List<Element> vector = vector(c.args().getFirst(), t);
        yield vector.size() == 1 ? vector.getFirst().value() : Double.NaN;
      }
      default -> throw new IllegalArgumentException(c.function().name());
    };
  }

  private List<Element> aggregate(AggregateExpr a, long t) {
    Expr param = a.param();
    String label = param instanceof StringLiteral text ? text.value() : "";
    double number = param == null || param instanceof StringLiteral ? 0 : scalar(param, t);
    return new Aggregations(a).apply(vector(a.expr(), t), number, label);
  }

  private List<Element> binary(BinaryExpr b, long t) {
    boolean left = b.lhs().type() == ValueType.VECTOR;
    if (left && b.rhs().type() == ValueType.VECTOR) {
      return new Joins(b).apply(vector(b.lhs(), t), vector(b.rhs(), t));
    }
    double scalar = scalar(left ? b.rhs() : b.lhs(), t);
    boolean filters = b.op().isComparison() && !b.returnBool();
    List<Element> results = new ArrayList<>();
    for (Element e : vector(left ? b.lhs() : b.rhs(), t)) {
      double value =
          left
              ? Numbers.apply(b.op(), e.value(), scalar)
              : Numbers.apply(b.op(), scalar, e.value());
      if (!filters || value == 1) {
        results.add(filters ? e : with(e, value));
      }
    }
    return filters ? results : nameless(results);
  }

  private List<Element> call(Call c, long t) {
    List<Expr> args = c.args();
    String name = c.function().name();
    for (Expr arg : args) {
      if (arg.type() == ValueType.MATRIX) {
        return overRange(c, arg, t);
      }
    }
    return switch (name) {
      case "vector" -> List.of(new Element(Labels.EMPTY, scalar(args.getFirst(), t)));
      case "absent" -> absent(vector(args.getFirst(), t).isEmpty(), args.getFirst());
      case "sort", "sort_desc" -> vector(args.getFirst(), t);
      case "timestamp" -> nameless(times(args.getFirst(), t));
      case "label_replace", "label_join" ->
          Relabelling.apply(
              name,
              vector(args.getFirst(), t),
              args.stream().skip(1).map(a -> ((StringLiteral) a).value()).toList());
      default -> elementwise(c, t);
    };
  }

  private List<Element> times(Expr e, long t) {
    Expr inner = e;
    while (inner instanceof ParenExpr p) {
      inner = p.expr();
    }
    return inner instanceof VectorSelector s
        ? newest(s, t).stream()
            .map(n -> new Element(n.labels(), n.point().time() / 1000.0))
            .toList()
        : vector(e, t).stream().map(x -> with(x, t / 1000.0)).toList();
  }

  private List<Element> elementwise(Call c, long t) {
    String name = c.function().name();
    double[] args = c.args().stream().skip(1).mapToDouble(a -> scalar(a, t)).toArray();
    double[] all = name.equals("round") && args.length == 0 ? new double[] {1} : args;
    List<Element> vector = vector(c.args().getFirst(), t);
    if (name.equals("clamp") && args[0] > args[1]) {
      return List.of();
    }
    return nameless(
        vector.stream().map(e -> with(e, ElementFunctions.apply(name, e.value(), all))).toList());
  }

  private List<Element> overRange(Call c, Expr matrix, long t) {
    String name = c.function().name();
    double[] args =
        c.args().stream()
            .filter(a -> a.type() != ValueType.MATRIX)
            .mapToDouble(a -> scalar(a, t))
            .toArray();
    Ranges.Range range = new Ranges(stored, span, this::vector, DEFAULT_STEP_MS).range(matrix, t);
    if (name.equals("absent_over_time")) {
      return absent(range.series().isEmpty(), matrix);
    }
    List<Element> results = new ArrayList<>();
    range
        .series()
        .forEach(
            (labels, points) -> {
              Double value =
                  new RangeFunctions(points, range.start(), range.end()).apply(name, t, args);
              if (value != null) {
                results.add(new Element(labels, value));
              }
            });
    boolean keeps = name.equals("last_over_time") || name.equals("first_over_time");
    return keeps ? results : nameless(results);
  }

  /** One series if there was none, with the labels that the selector asks for by one condition. */
  private static List<Element> absent(boolean isAbsent, Expr e) {
    if (!isAbsent) {
      return List.of();
    }
    List<LabelMatcher> matchers =
        switch (e) {
          case VectorSelector s -> s.matchers();
          case MatrixSelector m -> m.selector().matchers();
          default -> List.of();
        };
    Labels labels = Labels.EMPTY;
    for (LabelMatcher m : matchers) {
      boolean alone = matchers.stream().filter(o -> o.name().equals(m.name())).count() == 1;
      if (m.type() == MatchType.EQ && alone && !m.name().equals(LabelName.METRIC_NAME)) {
        labels = m.value().isEmpty() ? labels : labels.with(m.name(), m.value());
      }
    }
    return List.of(new Element(labels, 1));
  }
}

package io.varve.promql.parse;

import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.MatchType;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.At;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.Function;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.UnaryExpr;
import io.varve.promql.ast.UnaryOp;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.ast.VectorSelector;
import io.varve.promql.function.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws well-typed trees such as the parser makes them: operands have parentheses where needed. */
final class RandomTrees {
  private static final PosRange NOWHERE = new PosRange(0, 0);
  private static final List<String> METRICS =
      List.of("up", "a:b", "sum", "by", "WITHOUT", "offset", "start", "step", "and", "_", "fill");
  private static final List<String> LABELS =
      List.of(
          "job", "le", "by", "without", "on", "inf", "zürich", "a.b", "9", "\uD83E\uDEA8", "x\"");
  private static final List<String> VALUES =
      List.of("", "a", "\"'`\\", "\n\t\u0007", "日本", "\udcff", "\u00ad", "#{}[]()");

  private final Random random;
  private final RandomDurations durations;

  RandomTrees(Random random) {
    this.random = random;
    this.durations = new RandomDurations(random);
  }

  Expr any(int depth) {
    return ofType(pick(ValueType.SCALAR, ValueType.VECTOR, ValueType.MATRIX), depth);
  }

  private Expr ofType(ValueType type, int depth) {
    Expr expr =
        switch (type) {
          case SCALAR -> scalar(depth);
          case VECTOR -> vector(depth);
          case MATRIX -> matrix(depth);
          case STRING, NONE -> new StringLiteral(pick(VALUES), NOWHERE);
        };
    return random.nextInt(8) == 0 ? new ParenExpr(expr, NOWHERE) : expr;
  }

  private Expr scalar(int depth) {
    int kind = depth <= 0 ? 0 : random.nextInt(4);
    return switch (kind) {
      case 1 -> call(ValueType.SCALAR, depth - 1);
      case 2 -> unary(operand(ValueType.SCALAR, depth - 1));
      case 3 -> scalars(pick(BinaryOp.values()), depth - 1);
      default -> number();
    };
  }

  private Expr number() {
    if (random.nextBoolean()) {
      double seconds = Durations.seconds(random.nextLong(1L << (1 + random.nextInt(38))));
      return new NumberLiteral(random.nextBoolean() ? seconds : -seconds, true, NOWHERE);
    }
    double value =
        switch (random.nextInt(5)) {
          case 0 -> random.nextInt(100);
          case 1 -> -random.nextInt(100);
          case 2 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NaN;
          case 3 -> random.nextGaussian();
          default -> random.nextLong() * Math.pow(10, random.nextInt(-200, 200));
        };
    return new NumberLiteral(value, false, NOWHERE);
  }

  private Expr scalars(BinaryOp op, int depth) {
    BinaryOp allowed = op.isSetOperator() ? BinaryOp.POW : op;
    Expr lhs = operand(ValueType.SCALAR, depth);
    Expr rhs = operand(ValueType.SCALAR, depth);
    return new BinaryExpr(allowed, lhs, rhs, null, allowed.isComparison(), NOWHERE);
  }

  private Expr unary(Expr operand) {
    Expr expr = operand instanceof NumberLiteral ? new ParenExpr(operand, NOWHERE) : operand;
    return new UnaryExpr(pick(UnaryOp.values()), expr, NOWHERE);
  }

  private Expr vector(int depth) {
    int kind = depth <= 0 ? 0 : random.nextInt(5);
    return switch (kind) {
      case 1 -> call(ValueType.VECTOR, depth - 1);
      case 2 -> unary(operand(ValueType.VECTOR, depth - 1));
      case 3 -> vectors(pick(BinaryOp.values()), depth - 1);
      case 4 -> aggregate(pick(AggregateOp.values()), depth - 1);
      default -> selector(true);
    };
  }

  private VectorSelector selector(boolean named) {
    String name = named && random.nextBoolean() ? pick(METRICS) : "";
    List<LabelMatcher> matchers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      matchers.add(matcher());
    }
    if (!name.isEmpty()) {
      matchers.add(new LabelMatcher(MatchType.EQ, LabelName.METRIC_NAME, name));
    } else if (named) {
      matchers.add(new LabelMatcher(MatchType.EQ, LabelName.METRIC_NAME, "quoted name"));
    }
    int extension = random.nextInt(6);
    return new VectorSelector(
        name, matchers, durations.offset(), at(), extension == 0, extension == 1, NOWHERE);
  }

  private LabelMatcher matcher() {
    MatchType type = pick(MatchType.values());
    String value = type.isRegex() ? pick(List.of("a.*", "", "(x|y)+", "\\\\d")) : pick(VALUES);
    return new LabelMatcher(type, pick(LABELS), value);
  }

  private At at() {
    return switch (random.nextInt(8)) {
      case 0 -> new At.Start();
      case 1 -> new At.End();
      case 2 -> new At.Timestamp(random.nextLong(-(1L << 40), 1L << 42));
      default -> At.NONE;
    };
  }

  private Expr vectors(BinaryOp op, int depth) {
    boolean left = op.isSetOperator() || random.nextInt(4) > 0;
    boolean right = op.isSetOperator() || !left || random.nextInt(4) > 0;
    Expr lhs = operand(left ? ValueType.VECTOR : ValueType.SCALAR, depth);
    Expr rhs = operand(right ? ValueType.VECTOR : ValueType.SCALAR, depth);
    boolean returnBool = op.isComparison() && random.nextBoolean();
    VectorMatching matching = left && right ? matching(op.isSetOperator()) : null;
    return new BinaryExpr(op, lhs, rhs, matching, returnBool, NOWHERE);
  }

  private VectorMatching matching(boolean sets) {
    List<String> labels = labels();
    boolean on = random.nextBoolean();
    if (sets) {
      return new VectorMatching(Cardinality.MANY_TO_MANY, on, labels, List.of(), null, null);
    }
    Cardinality cardinality =
        pick(Cardinality.ONE_TO_ONE, Cardinality.MANY_TO_ONE, Cardinality.ONE_TO_MANY);
    List<String> include = cardinality == Cardinality.ONE_TO_ONE ? List.of() : labels();
    List<String> others = include.stream().filter(l -> !on || !labels.contains(l)).toList();
    return new VectorMatching(cardinality, on, labels, others, fill(), fill());
  }

  private @Nullable Double fill() {
    return random.nextInt(3) == 0
        ? Double.valueOf(pick(0.0, -23.5, 1e30, 1e-9, Double.NEGATIVE_INFINITY))
        : null;
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      labels.add(pick(LABELS));
    }
    return labels;
  }

  private Expr aggregate(AggregateOp op, int depth) {
    ValueType paramType = op == AggregateOp.COUNT_VALUES ? ValueType.STRING : ValueType.SCALAR;
    Expr param = op.takesParam() ? ofType(paramType, depth) : null;
    Expr expr = ofType(ValueType.VECTOR, depth);
    return new AggregateExpr(op, param, expr, labels(), random.nextBoolean(), NOWHERE);
  }

  private Expr call(ValueType type, int depth) {
    List<Function> functions = Functions.all().stream().filter(f -> f.returns() == type).toList();
    Function function = pick(functions);
    int max = Math.min(function.maxArgs(), function.argTypes().size() + 3);
    int count = random.nextInt(function.minArgs(), max + 1);
    List<Expr> args = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ValueType argType = function.argTypes().get(Math.min(i, function.argTypes().size() - 1));
      boolean dataLabels = function.name().equals("info") && i == 1;
      args.add(dataLabels ? selector(false) : ofType(argType, depth));
    }
    return new Call(function, args, NOWHERE);
  }

  private Expr matrix(int depth) {
    if (random.nextBoolean()) {
      return new MatrixSelector(selector(true), durations.window(), NOWHERE);
    }
    return new SubqueryExpr(
        operand(ValueType.VECTOR, depth - 1),
        durations.subqueryWindow(),
        random.nextBoolean() ? durations.window() : null,
        durations.offset(),
        at(),
        NOWHERE);
  }

  /** Draws what can stand beside an operator or before a bracket without changing its meaning. */
  private Expr operand(ValueType type, int depth) {
    Expr expr = ofType(type, depth);
    boolean plain =
        switch (expr) {
          case BinaryExpr _, UnaryExpr _ -> false;
          case NumberLiteral n -> Math.copySign(1, n.value()) > 0;
          // An operator of arithmetic would become part of an offset in parentheses.
          case VectorSelector s -> s.offset() == null;
          default -> true;
        };
    return plain ? expr : new ParenExpr(expr, NOWHERE);
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

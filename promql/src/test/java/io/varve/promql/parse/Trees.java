package io.varve.promql.parse;

import io.varve.model.LabelMatcher;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.UnaryExpr;
import io.varve.promql.ast.VectorSelector;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes trees comparable that differ in what does not matter to their meaning. */
final class Trees {
  private static final PosRange NOWHERE = new PosRange(0, 0);

  private final boolean keepParens;

  private Trees(boolean keepParens) {
    this.keepParens = keepParens;
  }

  /** Returns the tree with all positions alike and conditions in the order of their text. */
  static Expr withoutPositions(Expr expr) {
    return new Trees(true).expr(expr);
  }

  /** Returns the same tree without parentheses. */
  static Expr withoutParens(Expr expr) {
    return new Trees(false).expr(expr);
  }

  private Expr expr(Expr expr) {
    return switch (expr) {
      case AggregateExpr a ->
          new AggregateExpr(
              a.op(),
              a.param() == null ? null : expr(a.param()),
              expr(a.expr()),
              a.grouping(),
              a.without(),
              NOWHERE);
      case BinaryExpr b ->
          new BinaryExpr(
              b.op(), expr(b.lhs()), expr(b.rhs()), b.matching(), b.returnBool(), NOWHERE);
      case Call c -> new Call(c.function(), c.args().stream().map(this::expr).toList(), NOWHERE);
      case MatrixSelector m ->
          new MatrixSelector(selector(m.selector()), required(m.window()), NOWHERE);
      case NumberLiteral n -> new NumberLiteral(n.value(), n.isDuration(), NOWHERE);
      case ParenExpr p -> keepParens ? new ParenExpr(expr(p.expr()), NOWHERE) : expr(p.expr());
      case StringLiteral s -> new StringLiteral(s.value(), NOWHERE);
      case SubqueryExpr q ->
          new SubqueryExpr(
              expr(q.expr()),
              required(q.window()),
              duration(q.step()),
              duration(q.offset()),
              q.at(),
              NOWHERE);
      case UnaryExpr u -> new UnaryExpr(u.op(), expr(u.expr()), NOWHERE);
      case VectorSelector s -> selector(s);
    };
  }

  private VectorSelector selector(VectorSelector s) {
    List<LabelMatcher> sorted =
        s.matchers().stream().sorted(Comparator.comparing(LabelMatcher::toString)).toList();
    return new VectorSelector(
        s.name(), sorted, duration(s.offset()), s.at(), s.anchored(), s.smoothed(), NOWHERE);
  }

  private @Nullable DurationExpr duration(@Nullable DurationExpr duration) {
    return duration == null ? null : required(duration);
  }

  private DurationExpr required(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal l -> new DurationExpr.Literal(l.seconds(), l.isDuration(), NOWHERE);
      case DurationExpr.Step _ -> new DurationExpr.Step(NOWHERE);
      case DurationExpr.QueryRange _ -> new DurationExpr.QueryRange(NOWHERE);
      case DurationExpr.Negation n -> new DurationExpr.Negation(required(n.operand()), NOWHERE);
      case DurationExpr.Binary b ->
          new DurationExpr.Binary(b.op(), required(b.lhs()), required(b.rhs()), NOWHERE);
      case DurationExpr.MinOf m ->
          new DurationExpr.MinOf(required(m.lhs()), required(m.rhs()), NOWHERE);
      case DurationExpr.MaxOf m ->
          new DurationExpr.MaxOf(required(m.lhs()), required(m.rhs()), NOWHERE);
      case DurationExpr.Paren p ->
          keepParens
              ? new DurationExpr.Paren(required(p.operand()), NOWHERE)
              : required(p.operand());
    };
  }
}

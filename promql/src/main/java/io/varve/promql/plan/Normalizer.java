package io.varve.promql.plan;

import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.At;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan's tree of a parsed one: parentheses go, durations, {@code @} and the functions that
 * tell of the query's times become numbers, {@code absent} gets the labels of its series, and the
 * largest parts whose value is the same at each step are put below {@link PlanNode.StepInvariant}.
 *
 * <p>Which parts are step-invariant is as in Prometheus, but for an aggregation's parameter, which
 * Prometheus does not look at: {@code topk(scalar(k), x @ 5)} takes k at each step here.
 */
final class Normalizer {
  /** Functions whose value depends on the step although their arguments do not. */
  private static final Set<String> STEP_VARIANT =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "time",
          "timestamp");

  /** Where a subquery stands as far as remarks go, which in Prometheus have no place for one. */
  private static final PosRange NOWHERE = new PosRange(0, 0);

  private final QueryTimes times;
  private final PlanOptions options;
  private final Durations durations;
  private BucketUse buckets = BucketUse.TOP;

  Normalizer(String text, QueryTimes times, PlanOptions options) {
    this.times = times;
    this.options = options;
    this.durations = new Durations(text, times);
  }

  /** Returns the whole query's tree. */
  PlanNode normalize(Expr query) {
    return expr(query).marked();
  }

  /** A node, and whether it has the same value at each step. */
  private record Normal(PlanNode node, boolean invariant) {
    /** The node as a child of one that is not invariant. */
    PlanNode marked() {
      return switch (node) {
        case PlanNode.Number _, PlanNode.Text _, PlanNode.Window _, PlanNode.Subquery _ -> node;
        default -> invariant ? new PlanNode.StepInvariant(node) : node;
      };
    }
  }

  /** Normalises what stands below a node that has a say in the use of buckets. */
  private Normal below(BucketUse use, Supplier<Normal> node) {
    BucketUse above = buckets;
    buckets = use;
    Normal normal = node.get();
    buckets = above;
    return normal;
  }

  private Normal expr(Expr e) {
    return switch (e) {
      case NumberLiteral n -> new Normal(new PlanNode.Number(n.value(), n.range()), true);
      case StringLiteral s -> new Normal(new PlanNode.Text(s.value(), s.range()), true);
      case VectorSelector s -> {
        Selection selection = selection(s);
        yield new Normal(new PlanNode.Select(selection, s.range()), selection.moment().fixed());
      }
      case MatrixSelector m -> {
        Selection selection = selection(m.selector());
        long window = durations.positive(m.window());
        yield new Normal(
            new PlanNode.Window(selection, window, m.range()), selection.moment().fixed());
      }
      case SubqueryExpr s -> below(buckets.belowSubquery(), () -> subquery(s));
      case ParenExpr p -> expr(p.expr());
      case UnaryExpr u -> {
        Normal child = expr(u.expr());
        yield new Normal(new PlanNode.Unary(u.op(), child.node(), u.range()), child.invariant());
      }
      case BinaryExpr b -> below(buckets.below(b.op()), () -> binary(b));
      case AggregateExpr a -> aggregate(a);
      case Call c -> below(buckets.below(c.function().name()), () -> call(c));
    };
  }

  private Selection selection(VectorSelector s) {
    return new Selection(
        s.matchers(), moment(s.offset(), s.at()), s.anchored(), s.smoothed(), buckets.countsOnly());
  }

  private Moment moment(@Nullable DurationExpr offset, At at) {
    Long fixed =
        switch (at) {
          case At.None _ -> null;
          case At.Timestamp t -> t.millis();
          case At.Start _ -> times.start();
          case At.End _ -> times.end();
        };
    return new Moment(offset == null ? 0 : durations.signed(offset), fixed);
  }

  private Normal subquery(SubqueryExpr s) {
    long step = s.step() == null ? 0 : durations.positive(s.step());
    Moment moment = moment(s.offset(), s.at());
    PlanNode node =
        new PlanNode.Subquery(
            expr(s.expr()).marked(),
            durations.positive(s.window()),
            step == 0 ? options.defaultSubqueryStepMs() : step,
            moment,
            NOWHERE);
    return new Normal(node, moment.fixed());
  }

  private Normal binary(BinaryExpr b) {
    Normal lhs = expr(b.lhs());
    Normal rhs = expr(b.rhs());
    boolean invariant = lhs.invariant() && rhs.invariant();
    PlanNode node =
        new PlanNode.Binary(
            b.op(),
            invariant ? lhs.node() : lhs.marked(),
            invariant ? rhs.node() : rhs.marked(),
            b.matching(),
            b.returnBool(),
            b.range());
    return new Normal(node, invariant);
  }

  private Normal aggregate(AggregateExpr a) {
    Normal child = expr(a.expr());
    Normal param = a.param() == null ? null : expr(a.param());
    boolean invariant = child.invariant() && (param == null || param.invariant());
    PlanNode paramNode = param == null ? null : invariant ? param.node() : param.marked();
    PlanNode node =
        new PlanNode.Aggregate(
            a.op(),
            paramNode,
            invariant ? child.node() : child.marked(),
            a.grouping(),
            a.without(),
            a.range());
    return new Normal(node, invariant);
  }

  private Normal call(Call c) {
    String name = c.function().name();
    Double known =
        switch (name) {
          case "start" -> times.start() / 1000.0;
          case "end" -> times.end() / 1000.0;
          case "range" -> (times.end() - times.start()) / 1000.0;
          case "step" -> times.start() == times.end() ? 0 : times.step() / 1000.0;
          default -> null;
        };
    if (known != null) {
      return new Normal(new PlanNode.Number(known, c.range()), true);
    }
    if (name.equals("info")) {
      return info(c);
    }
    List<Normal> args = new ArrayList<>();
    boolean invariant = true;
    for (Expr arg : c.args()) {
      Normal normal = expr(arg);
      if (normal.node() instanceof PlanNode.Window window) {
        ExtendedRanges.check(name, window.selection());
      }
      args.add(normal);
      invariant &= normal.invariant();
    }
    if (STEP_VARIANT.contains(name)) {
      // The time of a sample is the sample's own only where a selector finds it directly.
      invariant &= name.equals("timestamp") && args.getFirst().node() instanceof PlanNode.Select;
    }
    List<PlanNode> nodes = new ArrayList<>();
    for (Normal arg : args) {
      nodes.add(invariant ? arg.node() : arg.marked());
    }
    return new Normal(Absence.isAbsent(name) ? Absence.of(c, nodes) : called(c, nodes), invariant);
  }

  private Normal info(Call c) {
    Normal series = expr(c.args().getFirst());
    PlanNode.InfoSelect infos =
        c.args().size() > 1
            ? InfoSeries.matching(series.node(), (VectorSelector) c.args().get(1))
            : InfoSeries.ofTargets(series.node(), c.range());
    Selection selection = infos.selection();
    boolean invariant = series.invariant() && selection.moment().fixed();
    PlanNode expr = invariant ? series.node() : series.marked();
    return new Normal(
        new PlanNode.InfoCall(expr, infos, selection.matchers(), c.range()), invariant);
  }

  private static PlanNode called(Call c, List<PlanNode> args) {
    return new PlanNode.Call(c.function(), args, c.range());
  }
}

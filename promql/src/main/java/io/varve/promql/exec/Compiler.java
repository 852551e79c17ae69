package io.varve.promql.exec;

import io.varve.model.GoQuote;
import io.varve.model.LabelName;
import io.varve.promql.aggregate.GroupStates;
import io.varve.promql.ast.UnaryOp;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.plan.Selection;
import io.varve.promql.scalar.LabelFunction;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.StepGrid;
import io.varve.promql.window.HistogramNotes;
import io.varve.promql.window.RangeKernels;
import io.varve.promql.window.Reach;
import java.util.List;

/** Makes operators of plan nodes; nothing is evaluated yet. For one evaluation. */
public final class Compiler {
  private final Leaves leaves;
  private final QueryContext ctx;
  private final Calls calls;

  /** Makes a compiler. */
  public Compiler(Leaves leaves, QueryContext ctx) {
    this.leaves = leaves;
    this.ctx = ctx;
    this.calls = new Calls(this, ctx);
  }

  /**
   * Returns the operator of a node that gives an instant vector.
   *
   * @throws QueryException if the node needs what there is not yet
   */
  public SeriesOperator vector(PlanNode node, StepGrid grid) {
    return switch (node) {
      case PlanNode.Select select ->
          select.selection().smoothed()
              ? smoothed(select, grid)
              : selector(select, grid, InstantSelector.Give.VALUE);
      case PlanNode.Unary unary -> unary(unary, grid);
      case PlanNode.Binary binary -> binary(binary, grid);
      case PlanNode.Aggregate aggregate -> present(aggregate, partials(aggregate, grid), grid);
      case PlanNode.Call call -> calls.vector(call, grid);
      case PlanNode.Absent absent ->
          new Absence(vector(absent.expr(), grid), absent.labels(), grid.count());
      case PlanNode.InfoCall call -> info(call, grid);
      case PlanNode.InfoSelect infos ->
          new InstantSelector(leaves, infos.selection(), grid, InstantSelector.Give.INFO_TIME, ctx);
      case PlanNode.StepInvariant same -> repeat(vector(same.expr(), same.grid(grid)), grid);
      case PlanNode.Gather gather -> leaves.gather(gather, grid);
      case PlanNode.Number _,
          PlanNode.Text _,
          PlanNode.Window _,
          PlanNode.Subquery _,
          PlanNode.Sent _ ->
          throw new IllegalArgumentException("not an instant vector: " + node);
    };
  }

  /** Returns the operator of a node that gives a scalar. */
  public ScalarOperator scalar(PlanNode node, StepGrid grid) {
    return switch (node) {
      case PlanNode.Number number -> Scalars.constant(number.value(), grid.count());
      case PlanNode.Sent sent -> () -> leaves.sent(sent.input());
      case PlanNode.Unary unary -> {
        ScalarOperator operand = scalar(unary.expr(), grid);
        yield unary.op() == UnaryOp.MINUS ? Scalars.map(operand, v -> -v) : operand;
      }
      case PlanNode.Binary binary ->
          Scalars.binary(binary.op(), scalar(binary.lhs(), grid), scalar(binary.rhs(), grid));
      case PlanNode.StepInvariant same ->
          Scalars.repeat(scalar(same.expr(), same.grid(grid)), grid.count());
      case PlanNode.Call call -> scalarCall(call, grid);
      case PlanNode.Text _,
          PlanNode.Select _,
          PlanNode.Window _,
          PlanNode.Subquery _,
          PlanNode.Aggregate _,
          PlanNode.Absent _,
          PlanNode.InfoCall _,
          PlanNode.InfoSelect _,
          PlanNode.Gather _ ->
          throw new IllegalArgumentException("not a scalar: " + node);
    };
  }

  private ScalarOperator scalarCall(PlanNode.Call call, StepGrid grid) {
    List<PlanNode> args = call.args();
    return switch (call.function().name()) {
      case "time" -> Scalars.time(grid);
      case "pi" -> Scalars.constant(Math.PI, grid.count());
      case "scalar" -> new ScalarOfVector(vector(args.getFirst(), grid), grid.count());
      case "min_of" ->
          Scalars.combine(scalar(args.get(0), grid), scalar(args.get(1), grid), Math::min);
      case "max_of" ->
          Scalars.combine(scalar(args.get(0), grid), scalar(args.get(1), grid), Math::max);
      default -> throw QueryException.unsupported(call.function().name() + "()");
    };
  }

  /** Returns the operator of a range vector that is an answer, for the window at the one step. */
  public SampleOperator samples(PlanNode node, StepGrid grid) {
    SampleOperator samples = functionSamples(node, grid);
    Reach reach = Windows.reach(node);
    if (reach == Reach.NONE) {
      return samples;
    }
    Windows windows = windows(node);
    long end = windows.moment().time(grid.start());
    return new ExtendedSamples(samples, reach, end - windows.lengthMs(), end);
  }

  /**
   * Returns the operator of a range vector that is a function's argument: all samples that tell of
   * the windows at the grid's steps.
   */
  SampleOperator functionSamples(PlanNode node, StepGrid grid) {
    return switch (node) {
      case PlanNode.Window window ->
          new RangeSelector(leaves, window.selection(), windows(window), grid, ctx);
      case PlanNode.Subquery subquery -> {
        StepGrid inner = subquery.grid(grid);
        yield ColumnSamples.ofSubquery(vector(subquery.expr(), inner), inner);
      }
      case PlanNode.StepInvariant same -> functionSamples(same.expr(), same.grid(grid));
      case PlanNode.Gather gather -> leaves.gatherSamples(gather, grid);
      default -> throw new IllegalArgumentException("not a range vector: " + node);
    };
  }

  /** Returns where the windows of a range vector are. */
  Windows windows(PlanNode node) {
    return Windows.of(node, ctx.settings().lookbackMs());
  }

  SeriesOperator selector(PlanNode.Select select, StepGrid grid, InstantSelector.Give give) {
    return new InstantSelector(leaves, select.selection(), grid, give, ctx);
  }

  /** Series that have got equal labels are one, unless both have a value at some step. */
  private SeriesOperator info(PlanNode.InfoCall info, StepGrid grid) {
    SeriesOperator join =
        new InfoJoin(
            vector(info.expr(), grid),
            vector(info.infos(), grid),
            new InfoLabels(info.matchers()),
            grid,
            ctx);
    return new Relabel(join, Relabel.NO_CHANGE, Duplicates.MERGE, grid.count(), ctx);
  }

  /** Returns the operator of a smoothed selector: a function of windows without length. */
  private SeriesOperator smoothed(PlanNode.Select select, StepGrid grid) {
    Selection selection = select.selection();
    Windows windows = Windows.of(selection, 0, ctx.settings().lookbackMs());
    return new RangeFunction(
        new RangeSelector(leaves, selection, windows, grid, ctx),
        RangeKernels.smoothValue(),
        RangeKernels.smoothValueOfHistograms(),
        windows,
        List.of(),
        new RangeRemarks(),
        new HistogramNotes(ctx.annotations(), select.range()),
        grid,
        ctx);
  }

  private SeriesOperator unary(PlanNode.Unary unary, StepGrid grid) {
    SeriesOperator child = vector(unary.expr(), grid);
    return unary.op() == UnaryOp.MINUS
        ? dropNames(new Elementwise(child, Transforms.negate()), grid)
        : child;
  }

  private SeriesOperator binary(PlanNode.Binary binary, StepGrid grid) {
    boolean scalarLeft = binary.lhs().type() == ValueType.SCALAR;
    if (scalarLeft || binary.rhs().type() == ValueType.SCALAR) {
      return withScalar(binary, grid, scalarLeft);
    }
    VectorMatching matching = binary.matching();
    if (matching == null) {
      throw new IllegalArgumentException("no matching for two vectors");
    }
    SeriesOperator lhs = vector(binary.lhs(), grid);
    SeriesOperator rhs = vector(binary.rhs(), grid);
    return oneOfEqual(
        binary.op().isSetOperator()
            ? new SetOperation(binary.op(), matching, lhs, rhs, grid.count(), ctx)
            : new Join(binary, matching, lhs, rhs, grid.count(), ctx),
        Relabel.NO_CHANGE,
        grid);
  }

  private SeriesOperator withScalar(PlanNode.Binary binary, StepGrid grid, boolean scalarLeft) {
    ScalarOperator scalar = scalar(scalarLeft ? binary.lhs() : binary.rhs(), grid);
    SeriesOperator vector = vector(scalarLeft ? binary.rhs() : binary.lhs(), grid);
    SeriesOperator result =
        new Elementwise(
            vector, Transforms.withScalar(binary, scalar, scalarLeft, ctx.annotations()));
    return binary.op().changesMetric() || binary.returnBool() ? dropNames(result, grid) : result;
  }

  /**
   * Returns the operator of an aggregation's map step.
   *
   * @throws QueryException if the label that is to take values has no valid name
   */
  public PartialOperator partials(PlanNode.Aggregate node, StepGrid grid) {
    PlanNode param = node.param();
    if (param instanceof PlanNode.Text text && !LabelName.isValid(text.value())) {
      throw QueryException.execution("invalid label name " + GoQuote.quote(text.value()));
    }
    ScalarOperator scalar =
        param == null || param.type() != ValueType.SCALAR ? null : scalar(param, grid);
    return new PartialAggregation(node, vector(node.expr(), grid), scalar, grid, ctx);
  }

  /**
   * Returns the maker of an aggregation's states.
   *
   * @param numbers the parameter at each step; empty where it is none, or no number
   */
  public static GroupStates states(PlanNode.Aggregate node, StepGrid grid, double[] numbers) {
    String valueLabel = new Grouping(node).valueLabel();
    return GroupStates.of(node.op(), grid.count(), numbers, valueLabel);
  }

  /** Returns the operator that presents an aggregation's states. */
  public SeriesOperator present(PlanNode.Aggregate node, PartialOperator states, StepGrid grid) {
    return switch (node.op()) {
      case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, QUANTILE ->
          new GroupPresentation(states, new GroupNotes(node, ctx.annotations()));
      case TOPK, BOTTOMK, LIMITK ->
          new Presentation(states, grid.isInstant(), new GroupNotes(node, ctx.annotations()), ctx);
      case LIMIT_RATIO, COUNT_VALUES ->
          new Presentation(states, false, new GroupNotes(node, ctx.annotations()), ctx);
    };
  }

  /** Returns the operator with names removed, now or at the end of the query. */
  SeriesOperator dropNames(SeriesOperator child, StepGrid grid) {
    return oneOfEqual(child, ctx.delayedNameRemoval() ? DropNames.LATER : DropNames.NOW, grid);
  }

  /**
   * Returns the operator with labels changed and one series for equal labels. As in Prometheus, an
   * instant query in which names are still to be removed keeps equal ones until then.
   */
  private SeriesOperator oneOfEqual(SeriesOperator child, LabelFunction change, StepGrid grid) {
    boolean keep = ctx.delayedNameRemoval() && grid.isInstant();
    return new Relabel(child, change, keep ? Duplicates.KEEP : Duplicates.MERGE, grid.count(), ctx);
  }

  /** Returns the operator as a whole query's answer: names go that were kept until now. */
  public SeriesOperator finish(SeriesOperator root, StepGrid grid) {
    return ctx.delayedNameRemoval()
        ? new Relabel(root, DropNames.END, Duplicates.MERGE, grid.count(), ctx)
        : root;
  }

  /** Returns a whole query's answer that is a range vector. */
  public SampleOperator finishedSamples(PlanNode root, StepGrid grid) {
    if (root instanceof PlanNode.Subquery subquery) {
      StepGrid inner = subquery.grid(grid);
      return samplesOf(finish(vector(subquery.expr(), inner), inner), inner);
    }
    return samples(root, grid);
  }

  /** Returns the operator with its series in the order of labels, whatever the query asks for. */
  public SeriesOperator ordered(SeriesOperator root, StepGrid grid) {
    return grid.isInstant() ? new Sort(root, Sort.Item.BY_LABELS, ctx) : root;
  }

  /** What was sorted at one step is not at several. */
  private SeriesOperator repeat(SeriesOperator once, StepGrid grid) {
    SeriesOperator inOrder = grid.isInstant() ? once : new Sort(once, Sort.Item.BY_LABELS, ctx);
    return new Repeat(inOrder, grid.count());
  }

  /** Returns the samples that columns over a grid are. */
  public static SampleOperator samplesOf(SeriesOperator series, StepGrid grid) {
    return new ColumnSamples(series, grid);
  }

  /** Returns the series without labels that a scalar is in a range query. */
  public SeriesOperator series(ScalarOperator scalar) {
    return new SingleSeries(scalar);
  }
}

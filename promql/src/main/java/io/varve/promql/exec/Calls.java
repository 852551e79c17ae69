package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.promql.ast.ValueType;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.scalar.ElementFunctions;
import io.varve.promql.scalar.LabelFunction;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.StepGrid;
import io.varve.promql.window.HistogramNotes;
import io.varve.promql.window.RangeKernels;
import io.varve.promql.window.Reach;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Makes the operators of function calls that give an instant vector. */
final class Calls {
  private final Compiler compiler;
  private final QueryContext ctx;

  Calls(Compiler compiler, QueryContext ctx) {
    this.compiler = compiler;
    this.ctx = ctx;
  }

  /**
   * Returns the operator of a call.
   *
   * @throws QueryException if there is no such function yet
   */
  SeriesOperator vector(PlanNode.Call call, StepGrid grid) {
    String name = call.function().name();
    List<PlanNode> args = call.args();
    return switch (name) {
      case "vector" -> new SingleSeries(compiler.scalar(args.getFirst(), grid));
      case "timestamp" -> timestamp(args.getFirst(), grid);
      case "start_timestamp" -> startTimestamp(args.getFirst(), grid);
      case "label_replace" ->
          relabel(
              args,
              grid,
              LabelFunction.replace(text(args, 1), text(args, 2), text(args, 3), text(args, 4)));
      case "label_join" ->
          relabel(args, grid, LabelFunction.join(text(args, 1), text(args, 2), texts(args, 3)));
      case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" -> sort(call, grid);
      case "histogram_quantile" -> {
        ScalarOperator quantile = compiler.scalar(args.getFirst(), grid);
        yield overBuckets(
            BucketFunction.quantile(quantile, args.getFirst().range(), ctx.annotations()),
            args.get(1),
            grid);
      }
      case "histogram_fraction" ->
          overBuckets(
              BucketFunction.fraction(
                  compiler.scalar(args.get(0), grid), compiler.scalar(args.get(1), grid)),
              args.get(2),
              grid);
      case "histogram_quantiles" -> {
        List<PlanNode> quantiles = args.subList(2, args.size());
        yield overBuckets(
            new Quantiles(
                text(args, 1),
                quantiles.stream().map(q -> compiler.scalar(q, grid)).toList(),
                quantiles.stream().map(PlanNode::range).toList(),
                ctx.annotations()),
            args.getFirst(),
            grid);
      }
      default -> {
        if (RangeKernels.names().contains(name)) {
          yield range(call, grid);
        }
        ToDoubleFunction<FloatHistogram> ofHistogram = HistogramFunctions.find(name);
        if (ofHistogram != null) {
          SeriesOperator child = compiler.vector(args.getFirst(), grid);
          yield compiler.dropNames(
              new Elementwise(child, Transforms.ofHistograms(ofHistogram)), grid);
        }
        if (ElementFunctions.names().contains(name)) {
          yield elementwise(call, grid);
        }
        throw QueryException.unsupported(name + "()");
      }
    };
  }

  private SeriesOperator timestamp(PlanNode arg, StepGrid grid) {
    SeriesOperator times =
        arg instanceof PlanNode.Select select
            ? compiler.selector(select, grid, InstantSelector.Give.TIME)
            : new Elementwise(compiler.vector(arg, grid), Transforms.stepTime(grid));
    return compiler.dropNames(times, grid);
  }

  /** Only what a selector finds has start timestamps, and only where they are looked at. */
  private SeriesOperator startTimestamp(PlanNode arg, StepGrid grid) {
    SeriesOperator times =
        arg instanceof PlanNode.Select select && ctx.settings().startTimestamps()
            ? compiler.selector(select, grid, InstantSelector.Give.START_TIME)
            : new Elementwise(compiler.vector(arg, grid), column -> column.reset(column.steps()));
    return compiler.dropNames(times, grid);
  }

  private SeriesOperator relabel(List<PlanNode> args, StepGrid grid, LabelFunction function) {
    SeriesOperator child = compiler.vector(args.getFirst(), grid);
    return new Relabel(child, function, Duplicates.MERGE, grid.count(), ctx);
  }

  private SeriesOperator sort(PlanNode.Call call, StepGrid grid) {
    SeriesOperator child = compiler.vector(call.args().getFirst(), grid);
    String name = call.function().name();
    boolean byValue = name.equals("sort") || name.equals("sort_desc");
    SeriesOperator sortable = byValue ? new Elementwise(child, Column::removeHistograms) : child;
    return grid.isInstant()
        ? new Sort(
            sortable,
            switch (name) {
              case "sort" -> Sort.Item.RISING;
              case "sort_desc" -> Sort.Item.FALLING;
              case "sort_by_label" -> byLabels(texts(call.args(), 1));
              default -> byLabels(texts(call.args(), 1)).reversed();
            },
            ctx)
        : sortable;
  }

  private static Comparator<Sort.Item> byLabels(List<String> names) {
    Comparator<Sort.Item> order = (_, _) -> 0;
    for (String name : names) {
      order = order.thenComparing(item -> item.labels().get(name), new NaturalOrder());
    }
    return order.thenComparing(Sort.Item::labels);
  }

  private SeriesOperator overBuckets(BucketFunction function, PlanNode buckets, StepGrid grid) {
    return compiler.dropNames(
        new OverBuckets(function, compiler.vector(buckets, grid), buckets.range(), grid, ctx),
        grid);
  }

  private SeriesOperator elementwise(PlanNode.Call call, StepGrid grid) {
    String name = call.function().name();
    SeriesOperator child =
        call.args().isEmpty()
            ? new SingleSeries(Scalars.time(grid))
            : compiler.vector(call.args().getFirst(), grid);
    List<ScalarOperator> scalars =
        call.args().stream().skip(1).map(arg -> compiler.scalar(arg, grid)).toList();
    return compiler.dropNames(
        new Elementwise(child, Transforms.function(ElementFunctions.of(name), scalars)), grid);
  }

  private SeriesOperator range(PlanNode.Call call, StepGrid grid) {
    String name = call.function().name();
    List<PlanNode> args = call.args();
    int at = 0;
    while (args.get(at).type() != ValueType.MATRIX) {
      at++;
    }
    PlanNode matrix = args.get(at);
    List<ScalarOperator> scalars = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (i != at) {
        scalars.add(compiler.scalar(args.get(i), grid));
      }
    }
    Reach reach = Windows.reach(matrix);
    RangeFunction function =
        new RangeFunction(
            compiler.functionSamples(matrix, grid),
            reach == Reach.NONE ? RangeKernels.of(name).get() : RangeKernels.extended(name, reach),
            reach == Reach.NONE
                ? RangeKernels.ofHistograms(name)
                : RangeKernels.extendedOfHistograms(name, reach),
            compiler.windows(matrix),
            scalars,
            RangeRemarks.of(name, reach, args.getFirst().range(), ctx.annotations()),
            new HistogramNotes(ctx.annotations(), args.getFirst().range()),
            grid,
            ctx);
    boolean keepsName = name.equals("last_over_time") || name.equals("first_over_time");
    boolean delayed = ctx.delayedNameRemoval();
    return new Relabel(
        function,
        keepsName ? Relabel.NO_CHANGE : delayed ? DropNames.LATER : DropNames.NOW,
        delayed ? Duplicates.KEEP : Duplicates.REFUSE,
        grid.count(),
        ctx);
  }

  private static String text(List<PlanNode> args, int i) {
    return ((PlanNode.Text) args.get(i)).value();
  }

  private static List<String> texts(List<PlanNode> args, int from) {
    return args.stream().skip(from).map(arg -> ((PlanNode.Text) arg).value()).toList();
  }
}

package io.varve.promql.engine;

import io.varve.promql.exec.Compiler;
import io.varve.promql.exec.QueryContext;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.gather.FragmentRunner;
import io.varve.promql.plan.Plan;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.plan.QueryTimes;
import io.varve.promql.value.StepGrid;
import java.util.concurrent.Executor;

/** One query on its way from plan to answer. */
final class Evaluation {
  private final Plan plan;
  private final QueryTimes times;
  private final QueryContext ctx;

  Evaluation(Plan plan, QueryTimes times, QueryContext ctx) {
    this.plan = plan;
    this.times = times;
    this.ctx = ctx;
  }

  /** Asks the shards, and returns the answer to be read. */
  QueryResult start(FragmentRunner runner, Executor executor) {
    Compiler compiler = new CoordinatorLeaves(plan, runner, executor, ctx).compiler();
    try {
      return start(compiler);
    } catch (RuntimeException | Error e) {
      ctx.budget().close();
      throw e;
    }
  }

  private QueryResult start(Compiler compiler) {
    StepGrid grid = plan.grid();
    PlanNode root = plan.root();
    boolean instant = times.step() == 0;
    SortRemarks.add(plan, times.end(), ctx.annotations());
    return switch (root.type()) {
      case STRING -> new StringResult(ctx, times.start(), text(root));
      case SCALAR -> {
        var scalar = compiler.scalar(root, grid);
        yield instant
            ? new ScalarResult(ctx, times.start(), scalar.evaluate()[0])
            : matrix(compiler.series(scalar), grid);
      }
      case VECTOR -> {
        SeriesOperator vector = compiler.finish(compiler.vector(root, grid), grid);
        yield instant
            ? new VectorResult(ctx, times.start(), vector)
            : matrix(compiler.ordered(vector, grid), grid);
      }
      case MATRIX -> new MatrixResult(ctx, compiler.finishedSamples(root, grid));
      case NONE -> throw new IllegalArgumentException("a query without value: " + root);
    };
  }

  private MatrixResult matrix(SeriesOperator series, StepGrid grid) {
    SampleOperator samples = Compiler.samplesOf(series, grid);
    return new MatrixResult(ctx, samples);
  }

  private static String text(PlanNode node) {
    return switch (node) {
      case PlanNode.Text text -> text.value();
      case PlanNode.StepInvariant same -> text(same.expr());
      default -> throw new IllegalArgumentException("not a string: " + node);
    };
  }
}

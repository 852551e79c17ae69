package io.varve.promql.engine;

import io.varve.model.LabelMatcher;
import io.varve.promql.exec.Compiler;
import io.varve.promql.exec.Leaves;
import io.varve.promql.exec.QueryContext;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.gather.FragmentRequest;
import io.varve.promql.gather.FragmentRunner;
import io.varve.promql.gather.Gatherer;
import io.varve.promql.plan.Cut;
import io.varve.promql.plan.Plan;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.StepGrid;
import java.util.List;
import java.util.concurrent.Executor;

/** What the rest of a plan finds on the coordinator: the answers of all shards. */
final class CoordinatorLeaves implements Leaves {
  private final Plan plan;
  private final Gatherer gatherer;
  private final Compiler compiler;

  CoordinatorLeaves(Plan plan, FragmentRunner runner, Executor executor, QueryContext ctx) {
    this.plan = plan;
    this.gatherer = new Gatherer(runner, executor, ctx.annotations(), ctx.budget());
    this.compiler = new Compiler(this, ctx);
  }

  /** Returns the compiler of the rest of the plan. */
  Compiler compiler() {
    return compiler;
  }

  @Override
  public ShardSeries select(List<LabelMatcher> matchers, long minT, long maxT) {
    throw new IllegalStateException("a selector outside of fragments");
  }

  @Override
  public double[] sent(int input) {
    throw new IllegalStateException("nothing is sent to the coordinator");
  }

  @Override
  public SeriesOperator gather(PlanNode.Gather node, StepGrid grid) {
    Cut cut = plan.cuts().get(node.fragment());
    if (cut.fragment().root() instanceof PlanNode.Aggregate aggregate) {
      return compiler.present(aggregate, gatherer.partials(() -> request(cut)), grid);
    }
    return gatherer.columns(cut, () -> request(cut));
  }

  @Override
  public SampleOperator gatherSamples(PlanNode.Gather node, StepGrid grid) {
    Cut cut = plan.cuts().get(node.fragment());
    return gatherer.samples(() -> request(cut));
  }

  private FragmentRequest request(Cut cut) {
    List<double[]> inputs =
        cut.inputs().stream()
            .map(input -> compiler.scalar(input.scalar(), input.grid()).evaluate())
            .toList();
    return new FragmentRequest(cut.fragment(), inputs);
  }
}

package io.varve.promql.engine;

import io.varve.model.LabelMatcher;
import io.varve.promql.exec.Compiler;
import io.varve.promql.exec.Leaves;
import io.varve.promql.exec.QueryContext;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.gather.FragmentRequest;
import io.varve.promql.gather.FragmentRunner;
import io.varve.promql.gather.ShardAnswer;
import io.varve.promql.plan.Cut;
import io.varve.promql.plan.Plan;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.List;

/** What the rest of a plan finds on the coordinator: the answers of all shards. */
final class CoordinatorLeaves implements Leaves {
  private final Plan plan;
  private final FragmentRunner runner;
  private final Compiler compiler;

  CoordinatorLeaves(Plan plan, FragmentRunner runner, QueryContext ctx) {
    this.plan = plan;
    this.runner = runner;
    this.compiler = new Compiler(this, ctx);
  }

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
    return ((ShardAnswer.Columns) runner.run(0, request(node))).series();
  }

  @Override
  public SampleOperator gatherSamples(PlanNode.Gather node, StepGrid grid) {
    return ((ShardAnswer.Samples) runner.run(0, request(node))).series();
  }

  private FragmentRequest request(PlanNode.Gather node) {
    Cut cut = plan.cuts().get(node.fragment());
    List<double[]> inputs = new ArrayList<>();
    for (Cut.Input input : cut.inputs()) {
      inputs.add(compiler.scalar(input.scalar(), input.grid()).evaluate());
    }
    return new FragmentRequest(cut.fragment(), inputs);
  }
}

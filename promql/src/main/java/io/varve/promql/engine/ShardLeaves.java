package io.varve.promql.engine;

import io.varve.model.LabelMatcher;
import io.varve.promql.exec.Leaves;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.storage.QueryStorage;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.StepGrid;
import java.util.List;

/**
 * What a fragment finds on a shard: the shard's series, and the values that came along.
 *
 * @param storage the series
 * @param shard which of its shards
 * @param inputs the values of the fragment's inputs
 */
record ShardLeaves(QueryStorage storage, int shard, List<double[]> inputs) implements Leaves {
  @Override
  public ShardSeries select(List<LabelMatcher> matchers, long minT, long maxT) {
    return storage.select(shard, matchers, minT, maxT);
  }

  @Override
  public double[] sent(int input) {
    return inputs.get(input);
  }

  @Override
  public SeriesOperator gather(PlanNode.Gather node, StepGrid grid) {
    throw new IllegalStateException("a fragment cannot gather");
  }

  @Override
  public SampleOperator gatherSamples(PlanNode.Gather node, StepGrid grid) {
    throw new IllegalStateException("a fragment cannot gather");
  }
}

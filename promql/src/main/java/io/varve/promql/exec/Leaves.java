package io.varve.promql.exec;

import io.varve.model.LabelMatcher;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.StepGrid;
import java.util.List;

/**
 * Where the leaves of a plan come from: on a shard its series and what the coordinator has sent
 * along, on the coordinator what the shards answer.
 */
public interface Leaves {
  /** Finds series; times are in ms and inclusive. */
  ShardSeries select(List<LabelMatcher> matchers, long minT, long maxT);

  /** Returns the scalar that was sent as the fragment's input of this number. */
  double[] sent(int input);

  /** Returns the instant vector that all shards answer to a fragment. */
  SeriesOperator gather(PlanNode.Gather node, StepGrid grid);

  /** Returns the range vector that all shards answer to a fragment. */
  SampleOperator gatherSamples(PlanNode.Gather node, StepGrid grid);
}

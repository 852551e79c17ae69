package io.varve.promql.exec;

import io.varve.promql.plan.EvalSettings;
import io.varve.promql.value.Annotations;

/**
 * What all operators of one evaluation share. A query has one for its coordinator and one for each
 * fragment on each shard; they share everything but the annotations, which are not thread-safe.
 *
 * @param settings what the evaluation depends on
 * @param control ends it
 * @param budget the memory it may use
 * @param samples the samples it may load
 * @param annotations what it has to remark
 */
public record QueryContext(
    EvalSettings settings,
    QueryControl control,
    MemoryBudget budget,
    SampleCount samples,
    Annotations annotations) {
  /** Returns a context for another thread, with annotations of its own. */
  public QueryContext fork() {
    return new QueryContext(settings, control, budget, samples, new Annotations());
  }

  Reservation reservation() {
    return new Reservation(budget);
  }

  /** Whether functions remove names only at the end of the query. */
  boolean delayedNameRemoval() {
    return settings.delayedNameRemoval();
  }
}

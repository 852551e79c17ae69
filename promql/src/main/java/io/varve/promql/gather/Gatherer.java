package io.varve.promql.gather;

import io.varve.promql.exec.MemoryBudget;
import io.varve.promql.exec.PartialOperator;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.plan.Cut;
import io.varve.promql.value.Annotations;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Makes operators of what all shards answer to fragments. The shards are asked when an operator is
 * opened, each for itself and at the same time. For one query.
 */
public final class Gatherer {
  private final FragmentRunner runner;
  private final Executor executor;
  private final Annotations annotations;
  private final MemoryBudget budget;

  /**
   * Makes a gatherer.
   *
   * @param executor runs shards at a time and reads ahead; may be one on which queries wait
   * @param annotations gets those of the shards
   * @param budget holds what is read ahead
   */
  public Gatherer(
      FragmentRunner runner, Executor executor, Annotations annotations, MemoryBudget budget) {
    this.runner = runner;
    this.executor = executor;
    this.annotations = annotations;
    this.budget = budget;
  }

  /**
   * Returns the series of all shards.
   *
   * @param request what to ask; got when the operator is opened
   */
  public SeriesOperator columns(Cut cut, Supplier<FragmentRequest> request) {
    int steps = cut.fragment().grid().count();
    return new ColumnGather(series(ColumnGather.kind(steps), request), cut.intact());
  }

  /** Returns the samples of all shards. */
  public SampleOperator samples(Supplier<FragmentRequest> request) {
    return new SampleGather(series(SampleGather.kind(), request));
  }

  /** Returns the groups of all shards, states of equal ones merged. */
  public PartialOperator partials(Supplier<FragmentRequest> request) {
    return new PartialGather(series(PartialGather.kind(), request));
  }

  private <A extends ShardAnswer, T> SeriesGather<A, T> series(
      SeriesGather.Kind<A, T> kind, Supplier<FragmentRequest> request) {
    return new SeriesGather<>(kind, runner, request, executor, annotations, budget);
  }
}

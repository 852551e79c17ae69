package io.varve.promql.gather;

import io.varve.promql.exec.PartialOperator;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.value.Annotations;

/**
 * What one shard answers to one fragment. Evaluated while it is read; used by one thread at a time.
 */
public sealed interface ShardAnswer extends AutoCloseable {
  /** Returns which shard answers. */
  int shard();

  /** Returns the shard's annotations; complete when the end is reached. */
  Annotations annotations();

  /** Ends the evaluation and frees what it holds. */
  @Override
  void close();

  /** Columns over the fragment's grid. */
  record Columns(int shard, SeriesOperator series, Annotations annotations) implements ShardAnswer {
    @Override
    public void close() {
      series.close();
    }
  }

  /** Raw samples. */
  record Samples(int shard, SampleOperator series, Annotations annotations) implements ShardAnswer {
    @Override
    public void close() {
      series.close();
    }
  }

  /** An aggregation's groups with their partial states. */
  record Partials(int shard, PartialOperator groups, Annotations annotations)
      implements ShardAnswer {
    @Override
    public void close() {
      groups.close();
    }
  }
}

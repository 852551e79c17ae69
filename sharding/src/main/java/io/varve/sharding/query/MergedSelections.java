package io.varve.sharding.query;

import io.varve.model.Labels;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.SampleIterator;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The selections of all shards in one order; no series is in two. Series without samples are left
 * out.
 */
final class MergedSelections implements SeriesSet {
  private final List<ShardSelection> all;
  private final PriorityQueue<ShardSelection> ahead =
      new PriorityQueue<>(Comparator.comparing(ShardSelection::labels));
  private @Nullable ShardSelection current;
  private @Nullable SampleIterator samples;

  MergedSelections(List<ShardSelection> all) {
    this.all = all;
    for (ShardSelection s : all) {
      if (s.next()) {
        ahead.add(s);
      }
    }
  }

  @Override
  public boolean next() {
    while (true) {
      ShardSelection last = current;
      if (last != null && last.next()) {
        ahead.add(last);
      }
      current = ahead.poll();
      if (current == null) {
        return false;
      }
      samples = current.samples();
      if (samples.next()) {
        return true;
      }
    }
  }

  @Override
  public Labels labels() {
    if (current == null) {
      throw new IllegalStateException("no series");
    }
    return current.labels();
  }

  @Override
  public SampleCursor samples() {
    if (samples == null) {
      throw new IllegalStateException("no series");
    }
    return new Cursor(samples);
  }

  /** Gives the sample that was looked at once more. */
  private static final class Cursor implements SampleCursor {
    private final SampleIterator samples;
    private boolean begun;

    Cursor(SampleIterator samples) {
      this.samples = samples;
    }

    @Override
    public boolean next() {
      if (!begun) {
        begun = true;
        return true;
      }
      return samples.next();
    }

    @Override
    public long t() {
      return samples.t();
    }

    @Override
    public ValueKind kind() {
      return samples.kind();
    }

    @Override
    public long valueBits() {
      return samples.valueBits();
    }

    @Override
    public NativeHistogram histogram() {
      return samples.histogram();
    }
  }

  @Override
  public void close() {
    all.forEach(ShardSelection::close);
  }
}

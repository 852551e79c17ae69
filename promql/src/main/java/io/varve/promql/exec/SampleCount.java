package io.varve.promql.exec;

import io.varve.promql.value.QueryException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the samples that a query has loaded and still works on, against its limit. Prometheus
 * holds them all; operators here stream, and count a series as loaded until its operator is closed,
 * so that a query exceeds the limit here about when it does there. Thread-safe.
 */
public final class SampleCount {
  private final long limit;
  private final AtomicLong current = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private final AtomicLong total = new AtomicLong();

  /** Makes a count with a limit on samples at one time. */
  public SampleCount(long limit) {
    this.limit = limit;
  }

  /** Adds samples of the selectors' values. */
  void load(long samples) {
    total.addAndGet(samples);
    long now = current.addAndGet(samples);
    peak.accumulateAndGet(now, Math::max);
    if (now > limit) {
      throw QueryException.tooManySamples(limit);
    }
  }

  /** Takes samples off that are no longer worked on. */
  void release(long samples) {
    current.addAndGet(-samples);
  }

  /** Returns how many samples were loaded in all. */
  public long total() {
    return total.get();
  }

  /** Returns the most samples at one time. */
  public long peak() {
    return peak.get();
  }
}

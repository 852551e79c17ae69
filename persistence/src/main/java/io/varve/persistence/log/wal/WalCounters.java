package io.varve.persistence.log.wal;

import java.util.concurrent.atomic.LongAdder;

/** What a write-ahead log has done since it was opened, for metrics. Thread-safe. */
public final class WalCounters {
  final LongAdder bytes = new LongAdder();
  final LongAdder records = new LongAdder();
  final LongAdder forces = new LongAdder();
  final LongAdder refusals = new LongAdder();
  final LongAdder failures = new LongAdder();

  WalCounters() {}

  /** Bytes of records that became durable, headers included. */
  public long bytes() {
    return bytes.sum();
  }

  /** Records that became durable. */
  public long records() {
    return records.sum();
  }

  /** Groups that became durable, with one force each. */
  public long forces() {
    return forces.sum();
  }

  /** Appends that were refused. */
  public long refusals() {
    return refusals.sum();
  }

  /** Writes and forces that failed and sealed a segment, or failed to begin one. */
  public long failures() {
    return failures.sum();
  }
}

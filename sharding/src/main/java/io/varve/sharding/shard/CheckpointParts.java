package io.varve.sharding.shard;

import io.varve.persistence.head.ByteSink;
import io.varve.persistence.head.MemSeries;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Gathers the series of a checkpoint as bytes. Filled by many series; the last one runs the
 * completion.
 */
final class CheckpointParts {
  private final Object lock = new Object();
  private final ByteSink bytes;
  private final AtomicInteger left;
  private final Consumer<CheckpointParts> whenDone;
  private int series;

  /**
   * Creates a gathering.
   *
   * @param series how many are asked for their part
   * @param expectedBytes how much they will write, about
   */
  CheckpointParts(int series, int expectedBytes, Consumer<CheckpointParts> whenDone) {
    bytes = new ByteSink(expectedBytes);
    // One more, so that a shard without series completes too.
    this.left = new AtomicInteger(series + 1);
    this.whenDone = whenDone;
  }

  void add(MemSeries s) {
    synchronized (lock) {
      s.writeTo(bytes);
      series++;
    }
    countDown();
  }

  /** All series have been asked. */
  void allAsked() {
    countDown();
  }

  private void countDown() {
    if (left.decrementAndGet() == 0) {
      whenDone.accept(this);
    }
  }

  /** The series one behind the other; call after completion. */
  ByteSink bytes() {
    return bytes;
  }

  int series() {
    return series;
  }
}

package io.varve.sharding.shard;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Gathers, for windows that are being cut, where each series' last sealed chunk lies. Filled by
 * many series; the last one runs the completion.
 */
final class FrozenChunks {
  private final Object lock = new Object();
  private final List<IntArrayList> refs = new ArrayList<>();
  private final List<LongArrayList> positions = new ArrayList<>();

  /** One more than is expected, until all have been asked. */
  private final AtomicInteger left = new AtomicInteger(1);

  private final Consumer<FrozenChunks> whenDone;

  /**
   * Creates a gathering.
   *
   * @param windows how many windows are cut together
   */
  FrozenChunks(int windows, Consumer<FrozenChunks> whenDone) {
    for (int i = 0; i < windows; i++) {
      refs.add(new IntArrayList());
      positions.add(new LongArrayList());
    }
    this.whenDone = whenDone;
  }

  /** One more series will call {@link #done}. */
  void expect() {
    left.incrementAndGet();
  }

  /** No more series are expected. */
  void allAsked() {
    done();
  }

  /** Adds a series' chunks of the i-th window; position 0 says that it has none. */
  void add(int i, int ref, long position) {
    if (position != 0) {
      synchronized (lock) {
        refs.get(i).add(ref);
        positions.get(i).add(position);
      }
    }
  }

  void done() {
    if (left.decrementAndGet() == 0) {
      whenDone.accept(this);
    }
  }

  /** Whether no series has samples in any of the windows; call after completion. */
  boolean isEmpty() {
    return refs.stream().allMatch(IntArrayList::isEmpty);
  }

  /** Series that have samples in the i-th window; call after completion. */
  IntArrayList refs(int i) {
    return refs.get(i);
  }

  /** Position of each of these series' last chunk. */
  LongArrayList positions(int i) {
    return positions.get(i);
  }
}

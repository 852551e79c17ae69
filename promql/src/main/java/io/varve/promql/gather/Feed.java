package io.varve.promql.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a shard answers in batches, one ahead of its use. Two batches are all that is held.
 * Not thread-safe: used by the one who merges.
 *
 * @param <T> what is read; reusable
 */
final class Feed<T> {
  private final Predicate<T> reader;
  private final Supplier<T> empty;
  private final int batchSize;
  private final Executor executor;

  private Batch<T> current = new Batch<>();
  private int position;

  /** The next batch; null before the first one and behind the last one. */
  private @Nullable Task<Batch<T>> ahead;

  /** A number of elements, of which the first {@code size} are filled. */
  private static final class Batch<T> {
    final List<T> elements = new ArrayList<>();
    int size;
    boolean last;
  }

  /**
   * Makes a feed.
   *
   * @param reader fills an element, and tells whether there was one more; called by one thread at a
   *     time
   * @param empty makes an element to be filled
   * @param batchSize how many elements to read at a time
   */
  Feed(Predicate<T> reader, Supplier<T> empty, int batchSize, Executor executor) {
    this.reader = reader;
    this.empty = empty;
    this.batchSize = batchSize;
    this.executor = executor;
  }

  /** Begins to read. */
  void start() {
    ahead = Task.start(() -> fill(new Batch<>()), executor);
  }

  /** Returns the next element, valid until the next call, or null at the end. May block. */
  @Nullable T next() {
    while (position == current.size) {
      Task<Batch<T>> task = ahead;
      if (task == null) {
        return null;
      }
      Batch<T> used = current;
      current = task.join();
      position = 0;
      ahead = current.last ? null : Task.start(() -> fill(used), executor);
    }
    return current.elements.get(position++);
  }

  /** Stops reading; when it returns, nobody reads any more. */
  void stop() {
    if (ahead != null) {
      ahead.abandon();
      ahead = null;
    }
  }

  private Batch<T> fill(Batch<T> batch) {
    batch.size = 0;
    while (batch.size < batchSize) {
      if (batch.size == batch.elements.size()) {
        batch.elements.add(empty.get());
      }
      if (!reader.test(batch.elements.get(batch.size))) {
        batch.last = true;
        break;
      }
      batch.size++;
    }
    return batch;
  }
}

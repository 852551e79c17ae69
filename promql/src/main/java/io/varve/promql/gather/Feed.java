package io.varve.promql.gather;

import io.varve.promql.exec.MemoryBudget;
import io.varve.promql.exec.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a shard answers in batches, one ahead of its use. Two batches are all that is held,
 * and they are charged to the query. Not thread-safe: used by the one who merges.
 *
 * @param <T> what is read; reusable
 */
final class Feed<T> {
  private final Predicate<T> reader;
  private final SeriesGather.Kind<?, T> kind;
  private final Executor executor;

  private final Batch<T> first;
  private final Batch<T> second;
  private Batch<T> current;
  private int position;

  /** The next batch; null before the first one and behind the last one. */
  private @Nullable Task<Batch<T>> ahead;

  /**
   * A number of elements, of which the first {@code size} are filled. Whoever has it is the only
   * one who does.
   */
  private static final class Batch<T> {
    final List<T> elements = new ArrayList<>();
    final Reservation reservation;
    int size;
    boolean last;

    Batch(MemoryBudget budget) {
      reservation = new Reservation(budget);
    }
  }

  /**
   * Makes a feed.
   *
   * @param reader fills an element, and tells whether there was one more; called by one thread at a
   *     time
   * @param kind how elements are made, and how many to read at a time
   */
  Feed(Predicate<T> reader, SeriesGather.Kind<?, T> kind, MemoryBudget budget, Executor executor) {
    this.reader = reader;
    this.kind = kind;
    this.executor = executor;
    first = new Batch<>(budget);
    second = new Batch<>(budget);
    current = first;
  }

  /** Begins to read. */
  void start() {
    ahead = Task.start(() -> fill(second), executor);
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

  /** Stops reading; when it returns, nobody reads any more, and nothing is held. */
  void stop() {
    if (ahead != null) {
      ahead.abandon();
      ahead = null;
    }
    first.reservation.close();
    second.reservation.close();
  }

  private Batch<T> fill(Batch<T> batch) {
    batch.size = 0;
    while (batch.size < kind.batchSize()) {
      boolean isNew = batch.size == batch.elements.size();
      T element = isNew ? kind.empty().get() : batch.elements.get(batch.size);
      long before = isNew ? 0 : kind.bytes().applyAsLong(element);
      boolean read = reader.test(element);
      charge(batch, kind.bytes().applyAsLong(element) - before);
      if (isNew) {
        batch.elements.add(element);
      }
      if (!read) {
        batch.last = true;
        break;
      }
      batch.size++;
    }
    return batch;
  }

  private static void charge(Batch<?> batch, long bytes) {
    if (bytes > 0) {
      batch.reservation.grow(bytes);
    } else {
      batch.reservation.shrink(-bytes);
    }
  }
}

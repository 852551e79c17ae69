package io.varve.promql.gather;

import io.varve.promql.exec.MemoryBudget;
import io.varve.promql.exec.Reservation;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The series of all shards in one order, each with what its shard reads for it. Not thread-safe.
 *
 * @param <A> the kind of answer
 * @param <T> what is read for a series; reusable
 */
final class SeriesGather<A extends ShardAnswer, T> implements AutoCloseable {
  /**
   * How an answer of a kind is read.
   *
   * @param kind the kind
   * @param open opens an answer
   * @param read fills an element with what belongs to the next series
   * @param empty makes an element to be filled
   * @param bytes tells how many bytes of heap an element takes
   * @param batchSize how many elements to read ahead
   */
  record Kind<A extends ShardAnswer, T>(
      Class<A> kind,
      Function<A, SeriesHeaders> open,
      BiPredicate<A, T> read,
      Supplier<T> empty,
      ToLongFunction<T> bytes,
      int batchSize) {}

  private final Kind<A, T> kind;
  private final FragmentRunner runner;
  private final Supplier<FragmentRequest> request;
  private final Executor executor;
  private final Annotations annotations;
  private final MemoryBudget budget;
  private final Reservation headers;
  private final List<Feed<T>> feeds = new ArrayList<>();
  private @Nullable Answers<A> answers;
  private IntList order = IntList.of();
  private int next;

  /**
   * Makes a gather; nobody is asked yet.
   *
   * @param request what to ask; its inputs are evaluated when it is got
   * @param annotations gets those of the shards at the end
   * @param budget holds the merged headers, and what is read ahead
   */
  SeriesGather(
      Kind<A, T> kind,
      FragmentRunner runner,
      Supplier<FragmentRequest> request,
      Executor executor,
      Annotations annotations,
      MemoryBudget budget) {
    this.kind = kind;
    this.runner = runner;
    this.request = request;
    this.executor = executor;
    this.annotations = annotations;
    this.budget = budget;
    this.headers = new Reservation(budget);
  }

  /** Asks all shards, waits for their headers and returns them as one. */
  SeriesHeaders open() {
    Answers<A> asked = new Answers<>(runner, request.get(), kind.kind(), kind.open(), executor);
    answers = asked;
    List<SeriesHeaders> announced = asked.headers();
    headers.grow(MergeOrder.bytes(announced));
    MergeOrder merged = MergeOrder.of(announced);
    order = merged.shards();
    for (Answers.Opened<A> opened : asked.all()) {
      A answer = opened.answer();
      Feed<T> feed =
          new Feed<>(element -> kind.read().test(answer, element), kind, budget, executor);
      feeds.add(feed);
      feed.start();
    }
    return merged.headers();
  }

  /**
   * Returns what belongs to the next series, valid until the next call, or null at the end.
   *
   * @throws IllegalStateException if a shard reads less or more than it has announced
   */
  @Nullable T next() {
    if (next == order.size()) {
      end();
      return null;
    }
    int shard = order.getInt(next++);
    T element = feeds.get(shard).next();
    if (element == null) {
      throw new IllegalStateException("shard " + shard + " has answered less than it announced");
    }
    return element;
  }

  private void end() {
    for (int shard = 0; shard < feeds.size(); shard++) {
      if (feeds.get(shard).next() != null) {
        throw new IllegalStateException("shard " + shard + " has answered more than it announced");
      }
    }
    if (answers != null) {
      answers.annotate(annotations);
    }
  }

  @Override
  public void close() {
    feeds.forEach(Feed::stop);
    headers.close();
    if (answers != null) {
      answers.close();
    }
  }
}

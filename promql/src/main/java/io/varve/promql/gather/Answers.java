package io.varve.promql.gather;

import io.varve.promql.value.Annotations;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The answers of all shards to one fragment, opened at the same time. Not thread-safe.
 *
 * @param <A> the kind of answer
 */
final class Answers<A extends ShardAnswer> implements AutoCloseable {
  private final List<Task<Opened<A>>> tasks = new ArrayList<>();
  private final List<Opened<A>> opened = new ArrayList<>();

  /** A shard's answer, and the series or groups it consists of. */
  record Opened<A extends ShardAnswer>(A answer, SeriesHeaders headers) {}

  /**
   * Asks all shards.
   *
   * @param kind of answer that the fragment has
   * @param open opens an answer
   */
  Answers(
      FragmentRunner runner,
      FragmentRequest request,
      Class<A> kind,
      Function<A, SeriesHeaders> open,
      Executor executor) {
    for (int i = 0; i < runner.shards(); i++) {
      int shard = i;
      tasks.add(Task.start(() -> ask(runner, shard, request, kind, open), executor));
    }
  }

  private static <A extends ShardAnswer> Opened<A> ask(
      FragmentRunner runner,
      int shard,
      FragmentRequest request,
      Class<A> kind,
      Function<A, SeriesHeaders> open) {
    ShardAnswer answer = runner.run(shard, request);
    try {
      if (answer.shard() != shard || !kind.isInstance(answer)) {
        throw new IllegalStateException(
            "shard %d was asked for %s, and shard %d answers %s"
                .formatted(
                    shard,
                    kind.getSimpleName(),
                    answer.shard(),
                    answer.getClass().getSimpleName()));
      }
      A fitting = kind.cast(answer);
      return new Opened<>(fitting, open.apply(fitting));
    } catch (RuntimeException | Error e) {
      answer.close();
      throw e;
    }
  }

  /** Waits for all shards, and returns their answers by shard. */
  List<Opened<A>> all() {
    while (opened.size() < tasks.size()) {
      opened.add(tasks.get(opened.size()).join());
    }
    return opened;
  }

  /** Returns what all shards have announced, by shard. */
  List<SeriesHeaders> headers() {
    return all().stream().map(Opened::headers).toList();
  }

  /** Adds the annotations of all shards, whose ends must have been reached. */
  void annotate(Annotations annotations) {
    opened.forEach(o -> annotations.addAll(o.answer().annotations()));
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (Task<Opened<A>> task : tasks) {
      try {
        task.abandon().ifPresent(o -> o.answer().close());
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}

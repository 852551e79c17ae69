package io.varve.persistence.log.chain;

import io.varve.persistence.objectstore.NoSuchObjectException;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Fetches links of one shard, several at a time. Blocks; thread-safe. */
final class LinkFetcher {
  /** At up to a mebibyte each, what a reader holds in memory at once. */
  static final int AHEAD = 16;

  private final ObjectStore store;
  private final ShardKeys keys;
  private final LinkFormat format;
  private final Executor executor;

  /** Takes a link; an exception ends the fetching. */
  @FunctionalInterface
  interface Consumer {
    void accept(NumberedLink link) throws IOException;
  }

  LinkFetcher(ObjectStore store, ShardKeys keys, Executor executor) {
    this.store = store;
    this.keys = keys;
    this.format = new LinkFormat(keys.shard());
    this.executor = executor;
  }

  NumberedLink fetch(long number) throws IOException {
    String key = keys.link(number);
    return format.decode(key, number, store.get(key));
  }

  /**
   * Hands over links, on the calling thread and in the given order.
   *
   * @throws NoSuchObjectException at the first one that is not there
   */
  void fetch(List<Long> numbers, Consumer consumer) throws IOException {
    Iterator<Long> left = numbers.iterator();
    Queue<CompletableFuture<NumberedLink>> underWay = new ArrayDeque<>();
    while (left.hasNext() || !underWay.isEmpty()) {
      while (left.hasNext() && underWay.size() < AHEAD) {
        long number = left.next();
        underWay.add(CompletableFuture.supplyAsync(() -> fetchUnchecked(number), executor));
      }
      consumer.accept(await(underWay.remove()));
    }
  }

  private NumberedLink fetchUnchecked(long number) {
    try {
      return fetch(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NumberedLink await(CompletableFuture<NumberedLink> link) throws IOException {
    try {
      return link.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case UncheckedIOException io -> throw io.getCause();
        case RuntimeException other -> throw other;
        case null, default -> throw e;
      }
    }
  }
}

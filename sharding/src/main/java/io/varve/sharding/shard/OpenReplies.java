package io.varve.sharding.shard;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers that a shard owes. When it stops, what it and its series had not come to would never
 * be answered, so whoever waits is told. Thread-safe.
 */
final class OpenReplies {
  private final Map<Long, CompletableFuture<?>> open = new ConcurrentHashMap<>();
  private final AtomicLong nextNumber = new AtomicLong();
  private volatile boolean stopped;

  /** An answer for the shard to give; expected before the shard is asked for it. */
  <T> CompletableFuture<T> expect() {
    return expect(new CompletableFuture<>());
  }

  /** As {@link #expect()}, with a future that is there already. */
  <T> CompletableFuture<T> expect(CompletableFuture<T> reply) {
    long number = nextNumber.getAndIncrement();
    open.put(number, reply);
    CompletableFuture<?> _ = reply.whenComplete((_, _) -> open.remove(number));
    if (stopped) {
      failAll();
    }
    return reply;
  }

  /** The shard answers no more. */
  void stopped() {
    stopped = true;
    failAll();
  }

  private void failAll() {
    VarveException gone = new VarveException(ErrorCode.NOT_READY, "the shard has stopped");
    open.values().forEach(reply -> reply.completeExceptionally(gone));
  }
}

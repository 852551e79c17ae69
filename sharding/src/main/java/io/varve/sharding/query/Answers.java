package io.varve.sharding.query;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what shards answer. */
final class Answers {
  /**
   * Far more than a shard's turn takes, whatever it does besides. One that does not answer in this
   * time has stopped without saying so.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Answers() {}

  /**
   * Waits for a shard's answer. One that comes too late is closed.
   *
   * @throws VarveException if the shard cannot answer, does not, or the thread is interrupted
   */
  static ShardView await(int shard, CompletableFuture<ShardView> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VarveException known
          ? known
          : new VarveException(ErrorCode.INTERNAL, "shard %d cannot be asked".formatted(shard), e);
    } catch (TimeoutException _) {
      closeLate(answer);
      throw new VarveException(
          ErrorCode.SHARD_UNAVAILABLE,
          "shard %d did not answer within %d s".formatted(shard, PATIENCE.toSeconds()));
    } catch (InterruptedException _) {
      closeLate(answer);
      Thread.currentThread().interrupt();
      throw new VarveException(ErrorCode.CANCELLED, "the query was interrupted");
    }
  }

  private static void closeLate(CompletableFuture<ShardView> answer) {
    CompletableFuture<Void> _ = answer.thenAccept(ShardView::close);
  }
}

package io.varve.sharding.shard;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.manifest.CommitFunction;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commits manifests through the shard, as its snapshots. Thread-safe.
 *
 * <p>Whoever waits for a commit is told when the shard stops: what it had not come to is never
 * answered.
 */
final class ShardCommits implements CommitFunction {
  private final Map<Long, CompletableFuture<CommitResult>> open = new ConcurrentHashMap<>();
  private final AtomicLong nextNumber = new AtomicLong();
  private volatile @Nullable Consumer<ManifestCommit> shard;
  private volatile boolean stopped;

  /** The shard has recovered and takes commits, from any thread. */
  void started(Consumer<ManifestCommit> recovered) {
    shard = recovered;
  }

  @Override
  public CompletionStage<CommitResult> commit(long sequenceNr, byte[] manifest) {
    Consumer<ManifestCommit> recovered = shard;
    if (recovered == null) {
      return CompletableFuture.completedStage(new CommitResult.Refused("the shard is starting"));
    }
    CompletableFuture<CommitResult> reply = new CompletableFuture<>();
    long number = nextNumber.getAndIncrement();
    open.put(number, reply);
    CompletableFuture<?> _ = reply.whenComplete((_, _) -> open.remove(number));
    recovered.accept(new ManifestCommit(sequenceNr, manifest, reply));
    if (stopped) {
      stopped();
    }
    return reply;
  }

  void stopped() {
    stopped = true;
    VarveException gone = new VarveException(ErrorCode.NOT_READY, "the shard has stopped");
    open.values().forEach(reply -> reply.completeExceptionally(gone));
  }
}

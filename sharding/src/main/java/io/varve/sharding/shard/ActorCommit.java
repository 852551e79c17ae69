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
import org.apache.pekko.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Commits manifests through the shard's actor, as its snapshots. Thread-safe.
 *
 * <p>Whoever waits for a commit is told when the actor stops: what lay in its mailbox then is never
 * answered.
 */
final class ActorCommit implements CommitFunction {
  private final Map<Long, CompletableFuture<CommitResult>> open = new ConcurrentHashMap<>();
  private final AtomicLong nextNumber = new AtomicLong();
  private volatile @Nullable ActorRef actor;
  private volatile boolean stopped;

  /** The actor has recovered and takes commits. */
  void started(ActorRef shard) {
    actor = shard;
  }

  @Override
  public CompletionStage<CommitResult> commit(long sequenceNr, byte[] manifest) {
    ActorRef shard = actor;
    if (shard == null) {
      return CompletableFuture.completedStage(new CommitResult.Refused("the shard is starting"));
    }
    CompletableFuture<CommitResult> reply = new CompletableFuture<>();
    long number = nextNumber.getAndIncrement();
    open.put(number, reply);
    CompletableFuture<?> _ = reply.whenComplete((_, _) -> open.remove(number));
    shard.tell(new ManifestCommit(sequenceNr, manifest, reply), ActorRef.noSender());
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

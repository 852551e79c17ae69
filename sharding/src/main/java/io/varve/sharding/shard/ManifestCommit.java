package io.varve.sharding.shard;

import io.varve.persistence.log.CommitResult;
import io.varve.persistence.pekko.FencedException;
import io.varve.persistence.pekko.LogRefusedException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks the shard's actor to save a manifest as its snapshot.
 *
 * @param sequenceNr the event up to which the manifest stands for the log
 */
record ManifestCommit(long sequenceNr, byte[] manifest, CompletableFuture<CommitResult> reply) {
  /** Passes on how Pekko says it went. */
  void answer(@Nullable Throwable error) {
    switch (error) {
      case null -> reply.complete(new CommitResult.Committed(0));
      case LogRefusedException e ->
          reply.complete(new CommitResult.Refused(String.valueOf(e.getMessage())));
      case FencedException e -> reply.complete(new CommitResult.Fenced(e.byEpoch()));
      default -> reply.completeExceptionally(error);
    }
  }
}

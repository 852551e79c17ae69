package io.varve.persistence.log.chain;

import io.varve.persistence.log.CommitResult;
import java.util.concurrent.CompletableFuture;

/** A manifest on its way, and its answer. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record PendingCommit(long sequenceNr, byte[] manifest, CompletableFuture<CommitResult> answer)
    implements LinkWaiter {
  PendingCommit(long sequenceNr, byte[] manifest) {
    this(sequenceNr, manifest, new CompletableFuture<>());
  }

  @Override
  public void won(long number) {
    answer.complete(new CommitResult.Committed(number));
  }

  @Override
  public void fenced(long byEpoch) {
    answer.complete(new CommitResult.Fenced(byEpoch));
  }
}

package io.varve.persistence.manifest;

import io.varve.persistence.log.CommitResult;
import java.util.concurrent.CompletionStage;

/** The way to {@link io.varve.persistence.log.ShardLog#commit}, direct or through Pekko. */
@FunctionalInterface
public interface CommitFunction {
  /**
   * Commits a manifest; called again only after the answer. Does not block.
   *
   * @param sequenceNr the last record that it covers
   * @return completes when the outcome is known; exceptionally if it never will be
   */
  CompletionStage<CommitResult> commit(long sequenceNr, byte[] manifest);
}

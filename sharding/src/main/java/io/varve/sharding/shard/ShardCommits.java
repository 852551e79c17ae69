package io.varve.sharding.shard;

import io.varve.persistence.log.CommitResult;
import io.varve.persistence.manifest.CommitFunction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commits manifests through the shard, as its snapshots. Thread-safe. */
final class ShardCommits implements CommitFunction {
  private final OpenReplies replies;
  private volatile @Nullable Consumer<ManifestCommit> shard;

  ShardCommits(OpenReplies replies) {
    this.replies = replies;
  }

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
    CompletableFuture<CommitResult> reply = replies.expect();
    recovered.accept(new ManifestCommit(sequenceNr, manifest, reply));
    return reply;
  }
}

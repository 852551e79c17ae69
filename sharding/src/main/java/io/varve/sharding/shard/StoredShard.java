package io.varve.sharding.shard;

import io.varve.model.TenantId;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.index.HeadIndex;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.manifest.ManifestCommitter;
import io.varve.persistence.manifest.Named;
import io.varve.persistence.manifest.Pin;
import io.varve.persistence.manifest.Sweeper;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** A shard's checkpoints, blocks and upkeep, off its actor's thread. Thread-safe. */
final class StoredShard implements ShardStorage {
  private final ShardEnvironment environment;
  private final HeadIndex index;
  private final HeadSegments segments;
  private final ManifestCommitter committer;
  private final CheckpointSaver checkpoints;
  private final BlockSaver blocks;
  private final Sweeper sweeper;
  private final Upkeep upkeep;

  StoredShard(
      ShardEnvironment environment,
      HeadIndex index,
      HeadSegments segments,
      ManifestCommitter committer,
      CheckpointSaver checkpoints,
      BlockSaver blocks,
      Sweeper sweeper,
      Upkeep upkeep) {
    this.environment = environment;
    this.index = index;
    this.segments = segments;
    this.committer = committer;
    this.checkpoints = checkpoints;
    this.blocks = blocks;
    this.sweeper = sweeper;
    this.upkeep = upkeep;
  }

  @Override
  public CompletionStage<Void> save(CheckpointImage image) {
    sweeper.abandon(image.retiredSegments().stream().map(Named.OfSegment::new).toList());
    return run(
        environment.blockingIo(),
        () -> {
          checkpoints.save(image);
          environment.metrics().checkpoints.increment();
        });
  }

  @Override
  public CompletionStage<Void> save(
      TenantId tenant, List<WindowId> windows, long sequenceNr, FrozenChunks chunks) {
    HeadView labels = index.view();
    return run(
        environment.compaction(), () -> saveBlock(tenant, windows, sequenceNr, chunks, labels));
  }

  private void saveBlock(
      TenantId tenant,
      List<WindowId> windows,
      long sequenceNr,
      FrozenChunks chunks,
      HeadView labels)
      throws IOException {
    Semaphore permits = environment.blockPermits();
    permits.acquireUninterruptibly();
    try {
      blocks.save(tenant, windows, sequenceNr, chunks, labels);
    } finally {
      permits.release();
    }
  }

  @Override
  public List<Integer> retireSegments(LongSet live) {
    return segments.retire(live::contains);
  }

  @Override
  public Pin pinManifest() {
    return committer.pin();
  }

  @Override
  public io.varve.persistence.head.Pin pinHead() {
    return segments.pin();
  }

  @Override
  public Optional<String> obstacle() {
    return segments.failure().map(e -> "the head cannot be written: " + e.getMessage());
  }

  @Override
  public void mend() {
    environment.blockingIo().execute(segments::flush);
  }

  @Override
  public boolean isLost() {
    return segments.isBroken() || committer.isOver();
  }

  @Override
  public void maintain() {
    environment.blockingIo().execute(upkeep);
  }

  private interface Blocking {
    void run() throws IOException;
  }

  private static CompletionStage<Void> run(Executor executor, Blocking task) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            task.run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }
}

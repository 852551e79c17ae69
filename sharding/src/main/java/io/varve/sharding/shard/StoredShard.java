package io.varve.sharding.shard;

import io.varve.model.Crc32c;
import io.varve.model.ErrorCode;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.model.Windows;
import io.varve.persistence.block.BlockMeta;
import io.varve.persistence.checkpoint.CheckpointFormat;
import io.varve.persistence.checkpoint.CheckpointState;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.ForcedLengths;
import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.persistence.manifest.CheckpointObject;
import io.varve.persistence.manifest.EditResult;
import io.varve.persistence.manifest.HeadSegment;
import io.varve.persistence.manifest.InFlight;
import io.varve.persistence.manifest.LabelObject;
import io.varve.persistence.manifest.Manifest;
import io.varve.persistence.manifest.ManifestCommitter;
import io.varve.persistence.manifest.ManifestEdit;
import io.varve.persistence.manifest.Named;
import io.varve.persistence.manifest.Pin;
import io.varve.persistence.manifest.StoredObject;
import io.varve.persistence.manifest.WindowGeneration;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ShardKeys;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A shard's checkpoints and blocks, on the way from memory into a committed manifest. Thread-safe;
 * all that blocks runs on the executors of its {@link ShardEnvironment}.
 */
final class StoredShard implements ShardStorage {
  private final ShardEnvironment environment;
  private final ShardKeys keys;
  private final ObjectKeys objectKeys;
  private final HeadSegments segments;
  private final ManifestCommitter committer;
  private final InFlight inFlight;
  private final LabelFiles labelFiles;
  private final CutBlocks cutBlocks;
  private final Upkeep upkeep;

  StoredShard(
      ShardEnvironment environment,
      ObjectKeys objectKeys,
      HeadSegments segments,
      ManifestCommitter committer,
      InFlight inFlight,
      CutBlocks cutBlocks,
      Upkeep upkeep) {
    this.environment = environment;
    this.objectKeys = objectKeys;
    this.keys = objectKeys.keys();
    this.segments = segments;
    this.committer = committer;
    this.inFlight = inFlight;
    this.labelFiles = new LabelFiles();
    this.cutBlocks = cutBlocks;
    this.upkeep = upkeep;
  }

  @Override
  public List<Integer> retireSegments(LongSet live) {
    return segments.retire(live::contains);
  }

  @Override
  public Pin pin() {
    return committer.pin();
  }

  @Override
  public void maintain() {
    environment.blockingIo().execute(upkeep);
  }
}

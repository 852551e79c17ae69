package io.varve.sharding.shard;

import io.varve.model.SeriesHash;
import io.varve.model.TenantId;
import io.varve.model.TimeRange;
import io.varve.model.Windows;
import io.varve.persistence.block.BlockMeta;
import io.varve.persistence.block.CompactionMeta;
import io.varve.persistence.block.ThanosMeta;
import io.varve.persistence.block.Ulid;
import io.varve.persistence.block.VarveMeta;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.persistence.manifest.InFlight;
import io.varve.persistence.manifest.ManifestCommitter;
import io.varve.persistence.manifest.Named;
import io.varve.persistence.manifest.WindowCut;
import io.varve.persistence.objectstore.ObjectBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a block of windows that were cut, puts it into the store, and commits the manifest that
 * names it. Blocks; one at a time for a shard, so that ordinals rise in the order of commits.
 */
final class BlockSaver {
  private static final Logger LOG = LoggerFactory.getLogger(BlockSaver.class);

  private final ShardEnvironment environment;
  private final int shard;
  private final long epoch;
  private final BlockBuilder builder;
  private final InFlight inFlight;
  private final ManifestCommitter committer;

  BlockSaver(
      ShardEnvironment environment,
      int shard,
      long epoch,
      BlockBuilder builder,
      InFlight inFlight,
      ManifestCommitter committer) {
    this.environment = environment;
    this.shard = shard;
    this.epoch = epoch;
    this.builder = builder;
    this.inFlight = inFlight;
    this.committer = committer;
  }

  /** Does nothing when no series has samples in the windows. */
  void save(
      TenantId tenant,
      List<WindowId> windows,
      long sequenceNr,
      FrozenChunks chunks,
      HeadView labels)
      throws IOException {
    if (chunks.isEmpty()) {
      return;
    }
    Ulid ulid = Ulid.next(shard, environment.clock(), environment.random());
    LOG.debug("shard {}: block {} begun", shard, ulid);
    Path directory = environment.workDirectory().resolve(ulid.toString());
    try (InFlight.Reservation _ = inFlight.reserve(new Named.OfBlock(tenant, ulid.toString()))) {
      long ordinal = committer.newest().manifest().nextBlockOrdinal();
      BlockMeta meta =
          builder.write(
              directory, draft(tenant, windows, ulid, ordinal), windows.size(), chunks, labels);
      long bytes = upload(tenant, ulid, directory, meta);
      BlockEntry entry = entry(tenant, windows, meta, bytes, ordinal);
      Edits.commit(
          committer,
          base -> {
            var edited = base.withBlock(entry);
            for (WindowId w : entry.windows()) {
              edited = edited.withCut(new WindowCut(tenant, w, sequenceNr));
            }
            return edited;
          });
      environment.metrics().blocks.increment();
      environment.metrics().blockBytes.add(bytes);
      LOG.debug("shard {}: block {} committed", shard, ulid);
    } finally {
      cleanUp(directory);
    }
  }

  /** What is left is deleted at the next start; that the block is committed counts. */
  private void cleanUp(Path directory) {
    try {
      deleteTree(directory);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted", directory, e);
    }
  }

  private BlockMeta draft(TenantId tenant, List<WindowId> windows, Ulid ulid, long ordinal) {
    long start = windows.stream().mapToLong(WindowId::start).min().orElseThrow();
    long end = windows.stream().mapToLong(WindowId::start).max().orElseThrow() + Windows.WINDOW_MS;
    int generation = windows.stream().mapToInt(WindowId::generation).max().orElseThrow();
    VarveMeta varve =
        new VarveMeta(
            environment.shards() - 1, shard, SeriesHash.HASH_VERSION, generation, ordinal, epoch);
    return BlockMeta.draft(
        ulid,
        new TimeRange(start, end),
        CompactionMeta.first(ulid),
        ThanosMeta.of(tenant.value(), shard, varve));
  }

  private static BlockEntry entry(
      TenantId tenant, List<WindowId> windows, BlockMeta meta, long bytes, long ordinal) {
    return new BlockEntry(
        meta.ulid().toString(),
        tenant,
        meta.minTime(),
        meta.maxTime(),
        windows,
        ordinal,
        1,
        0,
        bytes,
        meta.stats().numSamples(),
        meta.stats().numSeries(),
        meta.thanos().varve().epoch());
  }

  /** Puts the block's files, meta.json last, so that a block without it is none. */
  private long upload(TenantId tenant, Ulid ulid, Path directory, BlockMeta meta)
      throws IOException {
    String prefix = tenant.value() + "/" + ulid + "/";
    long bytes = 0;
    List<String> files =
        meta.thanos().files().stream()
            .map(ThanosMeta.BlockFile::path)
            .sorted(Comparator.comparing(BlockSaver::isMeta))
            .toList();
    for (String file : files) {
      Path local = directory.resolve(file);
      long size = environment.disk().size(local);
      environment.store().put(prefix + file, new ObjectBody.LocalFile(local, size));
      bytes += size;
    }
    return bytes;
  }

  private static boolean isMeta(String file) {
    return file.equals("meta.json");
  }

  private void deleteTree(Path directory) throws IOException {
    if (environment.disk().exists(directory)) {
      for (Path child : environment.disk().list(directory)) {
        if (environment.disk().isDirectory(child)) {
          deleteTree(child);
        } else {
          environment.disk().delete(child);
        }
      }
      environment.disk().delete(directory);
    }
  }
}

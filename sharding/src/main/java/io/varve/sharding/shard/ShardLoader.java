package io.varve.sharding.shard;

import io.varve.model.CorruptionException;
import io.varve.model.Labels;
import io.varve.model.SeriesHash;
import io.varve.model.TenantId;
import io.varve.persistence.checkpoint.CheckpointFormat;
import io.varve.persistence.checkpoint.CheckpointState;
import io.varve.persistence.checkpoint.LabelsReader;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.ForcedLengths;
import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.MemSeries;
import io.varve.persistence.head.index.HeadIndex;
import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.manifest.InFlight;
import io.varve.persistence.manifest.LabelObject;
import io.varve.persistence.manifest.Manifest;
import io.varve.persistence.manifest.ManifestCommitter;
import io.varve.persistence.manifest.ManifestReader;
import io.varve.persistence.manifest.ManifestVersion;
import io.varve.persistence.manifest.ShardIdentity;
import io.varve.persistence.manifest.StoredObject;
import io.varve.persistence.manifest.Sweeper;
import io.varve.persistence.objectstore.ShardKeys;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims a shard and makes its state as of its newest checkpoint; what the log holds behind that is
 * replayed by the shard's actor. Blocks; thread-safe.
 */
final class ShardLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ShardLoader.class);

  private static final int[] NO_REFS = {};

  private final ShardEnvironment environment;

  ShardLoader(ShardEnvironment environment) {
    this.environment = environment;
  }

  /** A series' labels, until its state is met in the checkpoint. */
  private record Known(TenantId tenant, Labels labels) {}

  LoadedShard load(int shard, String address) throws IOException {
    ShardLog log =
        environment.logs().claim(shard, new Claimant(environment.incarnation(), address));
    ShardIdentity identity =
        new ShardIdentity(
            environment.storeId(), shard, environment.shards(), SeriesHash.HASH_VERSION);
    ManifestVersion version = version(log, identity);
    Manifest manifest = version.manifest();
    ShardState state =
        new ShardState(shard, new HeadIndex(), environment.seriesBudget(), inBlock(manifest));
    try {
      ForcedLengths forced = restore(state, manifest);
      forgetWhatBlocksHold(state);
      HeadSegments segments = openSegments(shard, forced);
      return assemble(log, version, state, segments, new SeriesApplier(segments));
    } catch (IOException | RuntimeException e) {
      environment.seriesBudget().giveBack(state.seriesCount());
      throw e;
    }
  }

  private static ManifestVersion version(
      ShardLog log, ShardIdentity identity, ManifestReader reader) throws IOException {
    ManifestRecord record = log.manifest().orElse(null);
    return record == null ? ManifestVersion.none(identity) : reader.read(record);
  }

  private ManifestVersion version(ShardLog log, ShardIdentity identity) throws IOException {
    return version(log, identity, new ManifestReader(environment.store(), identity));
  }

  private record TenantWindow(TenantId tenant, WindowId window) {}

  /**
   * The windows of which a block holds everything, whatever the log and the checkpoint say. The
   * blocks themselves need not be there any more: they may have been compacted, or be too old.
   */
  private static BiPredicate<TenantId, WindowId> inBlock(Manifest manifest) {
    Set<TenantWindow> windows =
        manifest.cuts().stream()
            .map(c -> new TenantWindow(c.tenant(), c.window()))
            .collect(Collectors.toSet());
    return (tenant, window) -> windows.contains(new TenantWindow(tenant, window));
  }

  private ForcedLengths restore(ShardState state, Manifest manifest) throws IOException {
    manifest.cuts().forEach(c -> state.tenant(c.tenant()).sawGeneration(c.window()));
    if (manifest.checkpoint().isEmpty()) {
      state.restorePosition(manifest.sequenceNr(), 1);
      return ForcedLengths.NONE;
    }
    Int2ObjectMap<Known> known = labels(manifest);
    StoredObject object = manifest.checkpoint().get().object();
    // The index takes references in rising order only, and a checkpoint has them in none.
    Int2ObjectMap<MemSeries> series = new Int2ObjectOpenHashMap<>();
    CheckpointState checkpoint =
        CheckpointFormat.read(
            environment.store().get(object.key()), object.key(), s -> series.put(s.ref(), s));
    IntArrayList refs = new IntArrayList(series.keySet());
    refs.sort(null);
    for (int i = 0; i < refs.size(); i++) {
      Known labels = known.get(refs.getInt(i));
      if (labels == null) {
        throw new CorruptionException(
            object.key(), 0, "labels of every series", "none of series " + refs.getInt(i));
      }
      state.restoreSeries(labels.tenant(), series.get(refs.getInt(i)), labels.labels());
      environment.seriesBudget().take();
    }
    restoreWindows(state, checkpoint);
    state.restorePosition(checkpoint.sequenceNr(), checkpoint.nextRef());
    return checkpoint.segments();
  }

  private Int2ObjectMap<Known> labels(Manifest manifest) throws IOException {
    Int2ObjectMap<Known> known = new Int2ObjectOpenHashMap<>();
    for (LabelObject object : manifest.labels()) {
      String key = object.object().key();
      LabelsReader.read(
          environment.store().get(key),
          key,
          (ref, tenant, labels) -> known.put(ref, new Known(tenant, labels)));
    }
    return known;
  }

  private static void restoreWindows(ShardState state, CheckpointState checkpoint) {
    for (CheckpointState.Tenant t : checkpoint.tenants()) {
      TenantState tenant = state.tenant(t.id());
      for (CheckpointState.Open w : t.open()) {
        tenant.restoreOpen(
            w.window(), new WindowStats(w.samples(), w.firstReceived(), w.lastReceived()));
      }
      t.cut().forEach(w -> tenant.restoreCutting(w.window(), w.sequenceNr()));
    }
  }

  /**
   * A block may have been committed after the checkpoint: its windows are dropped here, as they
   * were then, or will be skipped when the log speaks of them.
   */
  private static void forgetWhatBlocksHold(ShardState state) {
    for (TenantState tenant : state.tenants()) {
      List<WindowId> cut = inBlock(state, tenant.id(), tenant.cutting().keySet());
      cut.forEach(tenant::dropped);
      List<WindowId> open = inBlock(state, tenant.id(), tenant.open().keys());
      open.forEach(tenant::markInBlock);
      for (int ref : cut.isEmpty() && open.isEmpty() ? NO_REFS : state.refs(tenant.id())) {
        MemSeries series = state.existing(ref);
        cut.forEach(w -> series.discard(w.start(), w.generation()));
        open.forEach(w -> series.discard(w.start(), w.generation()));
      }
    }
  }

  private static List<WindowId> inBlock(
      ShardState state, TenantId tenant, Collection<WindowId> windows) {
    return windows.stream().filter(w -> state.isInBlock(tenant, w)).toList();
  }

  private HeadSegments openSegments(int shard, ForcedLengths forced) throws IOException {
    Path directory = environment.headDirectory().resolve("%05d".formatted(shard));
    return HeadSegments.open(
        environment.disk(), directory, shard, forced, environment.blockingIo());
  }

  private LoadedShard assemble(
      ShardLog log,
      ManifestVersion version,
      ShardState state,
      HeadSegments segments,
      SeriesApplier applier) {
    int shard = log.shard();
    ShardKeys keys = new ShardKeys(shard);
    InFlight inFlight = new InFlight();
    ShardObjects objects =
        new ShardObjects(environment.store(), keys, log.epoch(), inFlight, environment.random());
    OpenReplies replies = new OpenReplies();
    ShardCommits commits = new ShardCommits(replies);
    ManifestCommitter committer =
        new ManifestCommitter(
            version,
            log.epoch(),
            () -> objects.newKey(ShardKeys.Kind.PAGES),
            commits,
            new ManifestCommitter.Environment(
                environment.store(),
                environment.blockingIo(),
                environment.timer(),
                environment.nanos(),
                inFlight));
    Sweeper sweeper =
        new Sweeper(
            environment.store(),
            keys,
            log.epoch(),
            committer,
            inFlight,
            id -> segments.delete(Math.toIntExact(id)),
            environment.deleteDelay(),
            environment.nanos());
    BlockSaver blocks =
        new BlockSaver(
            environment,
            shard,
            log.epoch(),
            new BlockBuilder(environment.disk(), segments),
            inFlight,
            committer);
    StoredShard storage =
        new StoredShard(
            environment,
            state.index(),
            segments,
            committer,
            new CheckpointSaver(shard, segments, objects, committer, environment.metrics()),
            blocks,
            sweeper,
            new Upkeep(
                environment.settings(), environment.clock(), committer, sweeper, segments, LOG));
    return new LoadedShard(log, state, segments, applier, committer, commits, replies, storage);
  }
}

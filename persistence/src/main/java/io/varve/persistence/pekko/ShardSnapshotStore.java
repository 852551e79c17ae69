package io.varve.persistence.pekko;

import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.log.ShardLog;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * Pekko's snapshot store: the snapshot of a shard is its manifest, and saving one commits it.
 *
 * <p>Pekko asks on its own to delete a snapshot whose saving failed; since the log knows the
 * outcome of every commit and truncates itself, deleting does nothing.
 */
public final class ShardSnapshotStore extends SnapshotStore {
  /** Configuration path of this plugin. */
  public static final String PLUGIN_ID = "varve.persistence.snapshot-store";

  private final ClaimedLogs logs = ClaimedLogs.get(context().system());
  private final Executor blocking =
      context().system().dispatchers().lookup(ShardJournal.BLOCKING_IO);

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String persistenceId, SnapshotSelectionCriteria criteria) {
    Optional<SelectedSnapshot> newest =
        logs.get(persistenceId).log().manifest().map(m -> selected(persistenceId, m));
    return FutureConverters.asScala(CompletableFuture.completedStage(newest));
  }

  private static SelectedSnapshot selected(String persistenceId, ManifestRecord manifest) {
    return SelectedSnapshot.create(
        new SnapshotMetadata(persistenceId, manifest.sequenceNr(), 0),
        new ManifestBytes(manifest.bytes()));
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    ShardLog log = logs.get(metadata.persistenceId()).log();
    return FutureConverters.asScala(
        CompletableFuture.runAsync(
            () -> commit(log, metadata.sequenceNr(), (ManifestBytes) snapshot), blocking));
  }

  private static void commit(ShardLog log, long sequenceNr, ManifestBytes manifest) {
    switch (log.commit(sequenceNr, manifest.bytes())) {
      case CommitResult.Committed _ -> {}
      case CommitResult.Refused refused -> throw new LogRefusedException(refused.reason());
      case CommitResult.Fenced fenced ->
          throw new FencedException(log.shard(), log.epoch(), fenced.byEpoch());
    }
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    return FutureConverters.asScala(CompletableFuture.<Void>completedStage(null));
  }

  @Override
  public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
    return FutureConverters.asScala(CompletableFuture.<Void>completedStage(null));
  }
}

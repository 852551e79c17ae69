package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.log.wal.WalReport.SegmentReport;
import io.varve.persistence.log.wal.WalReport.ShardReport;
import io.varve.persistence.log.wal.WalReport.ShardState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Shows what is in a write-ahead log, and lets a stopped shard go on. The caller holds the data
 * directory's lock.
 */
public final class WalInspector {
  private WalInspector() {}

  /**
   * Reads a log and changes nothing.
   *
   * @param records is told of every record, in the order of the log
   */
  public static WalReport inspect(Disk disk, Path dataDirectory, Consumer<InspectedRecord> records)
      throws IOException {
    List<SegmentReport> segments = new ArrayList<>();
    LogFindings found =
        LogReader.read(
            disk,
            WalFiles.directory(dataDirectory),
            segment -> segments.add(report(segment, records)));
    Map<Integer, ShardReport> shards = new TreeMap<>();
    for (ShardHistory history : found.history().shards()) {
      ShardReport report = report(history, manifests(found, history.position().shard()));
      shards.put(report.shard(), report);
    }
    for (SetAside.Stopped stopped : found.stopped().values()) {
      shards.put(stopped.shard(), report(stopped, manifests(found, stopped.shard())));
    }
    return new WalReport(segments, found.history().badPlaces(), List.copyOf(shards.values()));
  }

  /**
   * Cuts a stopped shard's log before its bad place, durably, so that it can be claimed again; what
   * was behind that place is gone.
   *
   * @throws IllegalArgumentException if the shard is not stopped
   * @throws io.varve.model.CorruptionException if no manifest of the shard can be read
   */
  public static void repair(Disk disk, Path dataDirectory, WalSettings settings, int shard)
      throws IOException {
    WalShardLogs.open(
            disk, dataDirectory, settings, WalClock.SYSTEM, new WalThread(), List.of(shard))
        .close();
  }

  private static ShardManifests manifests(LogFindings found, int shard) {
    return found.manifests().getOrDefault(shard, new ShardManifests());
  }

  private static ShardReport report(ShardHistory history, ShardManifests manifests) {
    ShardPosition last = history.position();
    long covered = manifests.newestSequenceNr();
    ShardState state =
        history
            .loss()
            .<ShardState>map(
                place ->
                    new ShardState.Stopped(
                        place, Math.max(last.sequenceNr(), covered), history.behindLoss().size()))
            .orElseGet(() -> new ShardState.Well(last.sequenceNr()));
    return new ShardReport(last.shard(), last.epoch(), covered, state);
  }

  private static ShardReport report(SetAside.Stopped stopped, ShardManifests manifests) {
    long covered = manifests.newestSequenceNr();
    return new ShardReport(
        stopped.shard(),
        stopped.before().epoch(),
        covered,
        new ShardState.Stopped(
            stopped.place(), Math.max(stopped.lastGood(), covered), stopped.lost().size()));
  }

  private static SegmentReport report(Segment segment, Consumer<InspectedRecord> records) {
    int good = 0;
    for (SegmentItem item : segment.items()) {
      switch (item) {
        case SegmentItem.Whole(long offset, RecordHeader header) -> {
          good++;
          records.accept(record(segment, offset, header, true));
        }
        case SegmentItem.Damaged(long offset, RecordHeader header, _) ->
            records.accept(record(segment, offset, header, false));
        case SegmentItem.Gap _ -> {}
      }
    }
    return new SegmentReport(segment.file(), segment.end(), good);
  }

  private static InspectedRecord record(
      Segment segment, long offset, RecordHeader header, boolean good) {
    return new InspectedRecord(
        segment.file(),
        offset,
        header.type().name(),
        header.shard(),
        header.epoch(),
        header.sequenceNr(),
        header.length(),
        good);
  }
}

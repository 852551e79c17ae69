package io.varve.persistence.log.wal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides where a stopped shard goes on when it is repaired. */
final class Repair {
  private Repair() {}

  /**
   * The shard as it will be: ending at its last good record, or at its newest manifest where the
   * good records do not join that or do not reach it.
   *
   * @throws io.varve.model.CorruptionException if no manifest of the shard can be read
   */
  static SetAside.Stopped plan(SetAside.Stopped stopped, @Nullable ShardManifests manifests) {
    if (manifests == null) {
      return stopped;
    }
    if (manifests.lost()) {
      throw stopped.place().toException();
    }
    long covered = manifests.newestSequenceNr();
    ShardPosition before = stopped.before();
    long epoch = Math.max(before.epoch(), manifests.newest().map(m -> m.epoch()).orElse(0L));
    boolean joins = before.sequenceNr() <= covered && covered <= stopped.lastGood();
    return joins
        ? new SetAside.Stopped(
            new ShardPosition(before.shard(), epoch, before.sequenceNr()),
            stopped.good().stream().map(record -> inEpoch(record, epoch)).toList(),
            stopped.lost(),
            stopped.place())
        : new SetAside.Stopped(
            new ShardPosition(before.shard(), epoch, covered),
            List.of(),
            stopped.lost(),
            stopped.place());
  }

  /** A table's epoch is the lowest that the records behind it may have. */
  private static RecordPlace inEpoch(RecordPlace record, long epoch) {
    RecordHeader h = record.header();
    return new RecordPlace(
        record.segment(),
        record.offset(),
        new RecordHeader(
            h.type(),
            h.shard(),
            epoch,
            h.sequenceNr(),
            h.groupStart(),
            h.length(),
            h.payloadCrc()));
  }
}

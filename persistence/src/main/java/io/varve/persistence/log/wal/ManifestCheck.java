package io.varve.persistence.log.wal;

import io.varve.persistence.log.ManifestRecord;
import java.nio.file.Path;
import java.util.Optional;

/** Holds a shard's records against its newest manifest: together they must leave nothing out. */
final class ManifestCheck {
  private ManifestCheck() {}

  static void check(LogHistory log, int shard, ShardManifests manifests, Path directory) {
    Optional<ManifestRecord> newest = manifests.newest();
    long covered = manifests.newestSequenceNr();
    long epoch = newest.map(ManifestRecord::epoch).orElse(0L);
    boolean known = log.byShard().containsKey(shard);
    ShardHistory history =
        log.byShard().computeIfAbsent(shard, s -> new ShardHistory(s, epoch, covered));
    String where = directory.toString();
    if (manifests.lost()) {
      manifests.damage().ifPresent(history::lose);
    } else if (!known) {
      history.lose(new BadPlace(where, 0, "records of shard " + shard, "none"));
    } else if (history.index().base() > covered) {
      history.lose(
          new BadPlace(
              where,
              0,
              "record %d of shard %d".formatted(covered + 1, shard),
              "record %d as the first".formatted(history.index().base() + 1)));
    } else if (history.index().last() < covered || history.position().epoch() < epoch) {
      history.lose(
          new BadPlace(
              where,
              0,
              "shard %d up to record %d of epoch %d".formatted(shard, covered, epoch),
              "record %d of epoch %d as the last"
                  .formatted(history.index().last(), history.position().epoch())));
    }
    history.index().forget(manifests.covered());
  }
}

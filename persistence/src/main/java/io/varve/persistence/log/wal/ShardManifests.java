package io.varve.persistence.log.wal;

import io.varve.persistence.log.ManifestRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The manifests of one shard that count: the newest, and the one before, to which a reader falls
 * back when the newest turns out to be damaged. So records go only when the one before covers them.
 * Not thread-safe.
 */
final class ShardManifests {
  private @Nullable ManifestRecord newest;
  private @Nullable ManifestRecord before;
  private @Nullable BadPlace damage;
  private long highestOrdinal;

  /** Takes in a file; they come in ascending order. */
  void found(ManifestRecord manifest) {
    before = newest;
    newest = manifest;
    damage = null;
    highestOrdinal = manifest.ordinal();
  }

  /** Takes in a file that is not as it was written. */
  void damaged(long ordinal, BadPlace place) {
    damage = place;
    highestOrdinal = ordinal;
  }

  Optional<ManifestRecord> newest() {
    return Optional.ofNullable(newest);
  }

  /** What is wrong with a file that is newer than the newest that counts. */
  Optional<BadPlace> damage() {
    return Optional.ofNullable(damage);
  }

  /** Whether there were manifests and none is left to go by. */
  boolean lost() {
    return newest == null && damage != null;
  }

  /** The ordinal of the manifest before the newest; 0 if there is none. */
  long ordinalBefore() {
    return before == null ? 0 : before.ordinal();
  }

  /** The last record that both the newest manifest and the one before cover. */
  long covered() {
    return before == null || newest == null
        ? 0
        : Math.min(before.sequenceNr(), newest.sequenceNr());
  }

  long newestSequenceNr() {
    return newest == null ? 0 : newest.sequenceNr();
  }

  /** An ordinal above all that were ever given out. */
  long nextOrdinal() {
    return ++highestOrdinal;
  }
}

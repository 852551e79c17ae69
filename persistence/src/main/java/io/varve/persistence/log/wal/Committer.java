package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.ManifestRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes manifests, and removes what they make superfluous: older manifests, and segments of which
 * every shard's last but one manifest covers all records. Thread-safe; commits of one shard wait
 * for each other.
 */
final class Committer {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  private final Disk disk;
  private final Path directory;
  private final WalQueue queue;
  private final WalSettings settings;
  private final WalClock clock;
  private final ManifestStore store;
  private final Reserve reserve;
  private final ReentrantLock removing = new ReentrantLock();

  Committer(Disk disk, Path directory, WalQueue queue, WalSettings settings, WalClock clock) {
    this.disk = disk;
    this.directory = directory;
    this.queue = queue;
    this.settings = settings;
    this.clock = clock;
    this.store = new ManifestStore(disk, directory);
    this.reserve = new Reserve(disk, WalFiles.manifestReserve(directory), settings.reserveBytes());
  }

  /** Sets space aside for a manifest on a full disk, if there is any. */
  void holdReserve() {
    removing.lock();
    try {
      reserve.hold();
    } catch (IOException e) {
      LOG.warn("There is no room for the space reserved for manifests: {}", e.toString());
    } finally {
      removing.unlock();
    }
  }

  /** Commits for the owner of an epoch. */
  CommitResult commit(ShardSlot slot, long epoch, long sequenceNr, byte[] manifest) {
    slot.commits.lock();
    try {
      long owner = queue.locked(() -> slot.epoch);
      if (owner != epoch) {
        return new CommitResult.Fenced(owner);
      }
      long lowest = queue.locked(slot.manifests::newestSequenceNr);
      long highest = queue.locked(() -> slot.durable);
      if (sequenceNr < lowest || sequenceNr > highest) {
        throw new IllegalArgumentException(
            "manifest of shard %d at %d, not from %d to %d"
                .formatted(slot.shard, sequenceNr, lowest, highest));
      }
      return write(slot, epoch, sequenceNr, manifest);
    } finally {
      slot.commits.unlock();
    }
  }

  /**
   * An attempt whose outcome is unknown is resolved by another one under the next ordinal: when
   * that is durable, it does not matter what became of the first, since both say the same.
   */
  private CommitResult write(ShardSlot slot, long epoch, long sequenceNr, byte[] manifest) {
    boolean unknown = false;
    boolean reserveReleased = false;
    long backoff = settings.minBackoff().toNanos();
    while (true) {
      long ordinal = queue.locked(slot.manifests::nextOrdinal);
      ManifestRecord next = new ManifestRecord(ordinal, epoch, sequenceNr, manifest);
      switch (store.write(slot.shard, next)) {
        case ManifestStore.Written.Done _ -> {
          committed(slot, next);
          return new CommitResult.Committed(ordinal);
        }
        case ManifestStore.Written.NotDone(IOException cause) -> {
          if (!reserveReleased) {
            reserveReleased = true;
            releaseReserve();
            continue;
          }
          if (!unknown) {
            return new CommitResult.Refused(
                "the manifest cannot be written: " + cause.getMessage());
          }
          LOG.warn("A manifest of shard {} stays in doubt: {}", slot.shard, cause.toString());
        }
        case ManifestStore.Written.Unknown(IOException cause) -> {
          unknown = true;
          LOG.warn(
              "Whether a manifest of shard {} is durable is unknown: {}",
              slot.shard,
              cause.toString());
        }
      }
      if (queue.isClosing()) {
        throw new UncheckedIOException(
            new IOException("closed while a manifest of shard " + slot.shard + " is in doubt"));
      }
      clock.pause(backoff);
      backoff = Math.min(backoff * 2, settings.maxBackoff().toNanos());
    }
  }

  private void committed(ShardSlot slot, ManifestRecord manifest) {
    long before =
        queue.locked(
            () -> {
              slot.manifests.found(manifest);
              slot.index.forget(slot.manifests.covered());
              return slot.manifests.ordinalBefore();
            });
    removing.lock();
    try {
      store.keepOnly(slot.shard, manifest.ordinal(), before);
      for (long segment : queue.dispensable()) {
        // One after the other, each durably, so that a crash never leaves an older one alone.
        LOG.debug("segment {}: deletion begun", segment);
        AtomicFiles.deleteIfPresent(disk, WalFiles.segment(directory, segment));
        disk.forceDirectory(directory);
        queue.removed(segment);
        LOG.debug("segment {}: deletion ended", segment);
      }
      reserve.hold();
    } catch (IOException e) {
      // The next commit tries again.
      LOG.warn("What a manifest made superfluous cannot be removed yet: {}", e.toString());
    } finally {
      removing.unlock();
    }
  }

  private void releaseReserve() {
    removing.lock();
    try {
      reserve.release();
    } catch (IOException e) {
      LOG.warn("The reserved space cannot be released: {}", e.toString());
    } finally {
      removing.unlock();
    }
  }
}

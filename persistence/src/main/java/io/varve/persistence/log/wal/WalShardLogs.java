package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.log.ShardLogs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The logs of all shards of a private data directory, in one write-ahead log.
 *
 * <p>The caller holds the directory's {@link io.varve.persistence.fs.DirectoryLock}: two processes
 * on one directory would destroy the log. Thread-safe.
 */
public final class WalShardLogs implements ShardLogs {
  private static final int MAX_SHARD = 0xFFFF;

  private final Disk disk;
  private final Path directory;
  private final WalQueue queue;
  private final Committer committer;
  private final WalCounters counters;
  private final WalDriver driver;

  private WalShardLogs(
      Disk disk,
      Path directory,
      WalQueue queue,
      Committer committer,
      WalCounters counters,
      WalDriver driver) {
    this.disk = disk;
    this.directory = directory;
    this.queue = queue;
    this.committer = committer;
    this.counters = counters;
    this.driver = driver;
  }

  /**
   * Opens the log of a data directory, reading all of it, or creates it. Blocks.
   *
   * @throws io.varve.model.FormatVersionException if another version wrote it
   */
  public static WalShardLogs open(Disk disk, Path dataDirectory, WalSettings settings)
      throws IOException {
    return open(disk, dataDirectory, settings, WalClock.SYSTEM, new WalThread(), List.of());
  }

  /** Opens it with another clock and another thread, repairing some shards. */
  static WalShardLogs open(
      Disk disk,
      Path dataDirectory,
      WalSettings settings,
      WalClock clock,
      WalDriver driver,
      List<Integer> repaired)
      throws IOException {
    Path directory = WalFiles.directory(dataDirectory);
    Reserve reserve =
        new Reserve(disk, WalFiles.segmentReserve(directory), settings.reserveBytes());
    WalOpening.Opened opened =
        WalOpening.open(disk, directory, reserve, settings.groupBytes(), repaired);
    WalCounters counters = new WalCounters();
    WalQueue queue =
        new WalQueue(
            slots(opened),
            opened.history().contents(),
            settings.queueBytes(),
            counters,
            driver::wake);
    Committer committer = new Committer(disk, directory, queue, settings, clock);
    WalWriter writer =
        new WalWriter(disk, directory, opened, queue, settings, clock, counters, reserve);
    writer.holdReserve();
    committer.holdReserve();
    driver.start(writer);
    return new WalShardLogs(disk, directory, queue, committer, counters, driver);
  }

  private static List<ShardSlot> slots(WalOpening.Opened opened) {
    List<ShardSlot> slots = new ArrayList<>();
    for (ShardHistory history : opened.history().shards()) {
      ShardPosition last = history.position();
      slots.add(
          new ShardSlot(
              last.shard(),
              history.index(),
              last.epoch(),
              opened.manifests().getOrDefault(last.shard(), new ShardManifests())));
    }
    opened.stopped().forEach((shard, place) -> slots.add(ShardSlot.stopped(shard, place)));
    return slots;
  }

  @Override
  public ShardLog claim(int shard, Claimant claimant) throws IOException {
    if (shard < 0 || shard > MAX_SHARD) {
      throw new IllegalArgumentException("shard " + shard);
    }
    Pending claim = queue.claim(shard, encode(claimant));
    switch (driver.await(claim.stage)) {
      case AppendResult.Durable _ -> {}
      case AppendResult.Refused(String reason) -> throw new IOException(reason);
      case AppendResult.Fenced(long byEpoch) ->
          throw new IOException("epoch %d came after".formatted(byEpoch));
    }
    return new WalShardLog(
        disk, directory, queue, committer, claim.slot, claim.epoch, settledManifest(claim.slot));
  }

  /** The newest manifest, once an earlier owner's commit that is under way has come to its end. */
  private Optional<ManifestRecord> settledManifest(ShardSlot slot) {
    slot.commits.lock();
    try {
      return queue.locked(slot.manifests::newest);
    } finally {
      slot.commits.unlock();
    }
  }

  private static byte[] encode(Claimant claimant) {
    byte[] address = claimant.address().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + address.length)
        .putLong(claimant.incarnation())
        .put(address)
        .array();
  }

  /** What this log has done. */
  public WalCounters counters() {
    return counters;
  }

  /** Bytes that are appended and not yet durable, of all shards. */
  public long queuedBytes() {
    return queue.bytes();
  }

  /**
   * Writes what is queued, marks the end of the log and closes it. If writing has failed and it is
   * not known yet what is stored, those stages stay open for ever.
   */
  @Override
  public void close() {
    queue.close();
    driver.join();
  }
}

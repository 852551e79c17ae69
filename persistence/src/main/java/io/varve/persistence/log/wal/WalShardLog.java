package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.LogConsumer;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.log.ShardLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One owner's view of one shard in the write-ahead log. */
final class WalShardLog implements ShardLog {
  private final Disk disk;
  private final Path directory;
  private final WalQueue queue;
  private final Committer committer;
  private final ShardSlot slot;
  private final long epoch;
  private volatile @Nullable ManifestRecord manifest;
  private volatile boolean released;

  WalShardLog(
      Disk disk,
      Path directory,
      WalQueue queue,
      Committer committer,
      ShardSlot slot,
      long epoch,
      Optional<ManifestRecord> found) {
    this.disk = disk;
    this.directory = directory;
    this.queue = queue;
    this.committer = committer;
    this.slot = slot;
    this.epoch = epoch;
    this.manifest = found.orElse(null);
  }

  @Override
  public int shard() {
    return slot.shard;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public Optional<ManifestRecord> manifest() {
    return Optional.ofNullable(manifest);
  }

  @Override
  public long highestSequenceNr() {
    return queue.locked(() -> slot.durable);
  }

  @Override
  public void replay(long from, long to, LogConsumer consumer) throws IOException {
    Places places = queue.locked(() -> places(from, to));
    try (RecordFetcher fetcher =
        new RecordFetcher(disk, segment -> WalFiles.segment(directory, segment))) {
      for (int i = 0; i < places.places().length; i++) {
        long sequenceNr = from + i;
        byte[] payload =
            fetcher.payload(slot.shard, sequenceNr, places.places()[i], places.recordBytes()[i]);
        consumer.accept(new LogRecord(sequenceNr, payload));
      }
    }
  }

  private Places places(long from, long to) {
    if (from <= slot.index.base()) {
      throw new IllegalArgumentException(
          "records up to %d of shard %d are gone, %d was asked for"
              .formatted(slot.index.base(), slot.shard, from));
    }
    int count = Math.toIntExact(Math.max(0, Math.min(to, slot.durable) - from + 1));
    long[] places = new long[count];
    int[] recordBytes = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = slot.index.place(from + i);
      recordBytes[i] = slot.index.recordBytes(from + i);
    }
    return new Places(places, recordBytes);
  }

  @Override
  public CompletionStage<AppendResult> append(List<LogRecord> records) {
    return released ? queue.fenced(slot, epoch) : queue.append(slot, epoch, records);
  }

  @Override
  public CommitResult commit(long sequenceNr, byte[] bytes) {
    if (released) {
      return new CommitResult.Fenced(epoch);
    }
    CommitResult result = committer.commit(slot, epoch, sequenceNr, bytes);
    if (result instanceof CommitResult.Committed(long ordinal)) {
      manifest = new ManifestRecord(ordinal, epoch, sequenceNr, bytes);
    }
    return result;
  }

  @Override
  public void release() {
    released = true;
  }

  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Places(long[] places, int[] recordBytes) {}
}

package io.varve.persistence.log.wal;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.LogRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An append, or a claim, in the queue. One whose result is decided waits only for those before it,
 * so that a shard's stages complete in the order of its calls. Written by one thread at a time: the
 * one that queues it, then the log's.
 */
final class Pending {
  final ShardSlot slot;
  final long epoch;

  /** Empty for a claim. */
  final List<LogRecord> records;

  /** The payload of a claim's record; empty for an append. */
  final byte[] claimant;

  /** Of a claim, the number of the last record before it. */
  final long lastBefore;

  /** What it counts for in the queue. */
  final long bytes;

  final CompletableFuture<AppendResult> stage = new CompletableFuture<>();

  /** Where its first record is in the segment, once it is written. */
  private long offset;

  private @Nullable AppendResult decided;

  private Pending(
      ShardSlot slot, long epoch, List<LogRecord> records, byte[] claimant, long bytes) {
    this.slot = slot;
    this.epoch = epoch;
    this.records = records;
    this.claimant = claimant;
    this.lastBefore = slot.next - 1;
    this.bytes = bytes;
  }

  static Pending append(ShardSlot slot, long epoch, List<LogRecord> records, long bytes) {
    return new Pending(slot, epoch, records, new byte[0], bytes);
  }

  static Pending claim(ShardSlot slot, long epoch, byte[] claimant) {
    return new Pending(slot, epoch, List.of(), claimant, 0);
  }

  static Pending decided(ShardSlot slot, AppendResult result) {
    Pending pending = new Pending(slot, 0, List.of(), new byte[0], 0);
    pending.decided = result;
    return pending;
  }

  /** Puts its records into a segment, behind those of its group. */
  void putInto(SegmentWriter segment) throws IOException {
    if (isClaim()) {
      segment.put(RecordType.CLAIM, slot.shard, epoch, lastBefore, claimant);
      return;
    }
    offset = segment.end();
    for (LogRecord record : records) {
      segment.put(RecordType.EVENT, slot.shard, epoch, record.sequenceNr(), record.payload());
    }
  }

  /** Moves the shard on: what was put is durable in that segment. */
  void moveOn(long segment) {
    if (isClaim()) {
      slot.durableEpoch = epoch;
      return;
    }
    long place = offset;
    for (LogRecord record : records) {
      int recordBytes = RecordHeader.BYTES + record.payload().length;
      slot.index.add(ShardIndex.place(segment, place), recordBytes);
      place += recordBytes;
    }
    slot.durable = slot.index.last();
  }

  boolean isClaim() {
    return records.isEmpty();
  }

  /** Whether there is nothing to write. */
  boolean isDecided() {
    return decided != null;
  }

  /** Decides it, unless it is. */
  void decide(AppendResult result) {
    if (decided == null) {
      decided = result;
    }
  }

  /** Tells the caller. */
  void complete() {
    if (decided == null) {
      throw new IllegalStateException("not decided");
    }
    stage.complete(decided);
  }
}

package io.varve.persistence.log.wal;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.LogRecord;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What the shards have appended and is not yet durable, with the state of the shards that decides
 * what may be appended. Any thread queues; one thread takes and settles. Thread-safe.
 */
final class WalQueue {
  private static final AppendResult DURABLE = new AppendResult.Durable();
  private static final String CLOSED = "the log is closed";

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, ShardSlot> slots = new HashMap<>();
  private final SegmentContents contents;
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private final long maxBytes;
  private final WalCounters counters;
  private final Runnable wake;
  private long bytes;

  /** Why nothing is taken at present; empty if it is. */
  private String refusal = "";

  private boolean closing;

  /**
   * @param wake called when there is something for the thread that takes
   */
  WalQueue(
      List<ShardSlot> slots,
      SegmentContents contents,
      long maxBytes,
      WalCounters counters,
      Runnable wake) {
    slots.forEach(slot -> this.slots.put(slot.shard, slot));
    this.contents = contents;
    this.maxBytes = maxBytes;
    this.counters = counters;
    this.wake = wake;
  }

  /** Reads or changes the state of shards that this queue knows. */
  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Queues records of an owner, or refuses them. */
  CompletionStage<AppendResult> append(ShardSlot slot, long epoch, List<LogRecord> records) {
    long size = size(records);
    return locked(
        () ->
            slot.epoch == epoch
                ? append(slot, epoch, records, size)
                : answer(slot, new AppendResult.Fenced(slot.epoch)));
  }

  /** Answers an owner that has given its shard up, behind what it appended before. */
  CompletionStage<AppendResult> fenced(ShardSlot slot, long byEpoch) {
    return locked(() -> answer(slot, new AppendResult.Fenced(byEpoch)));
  }

  /**
   * Queues a claim; from now on earlier owners are fenced, even if the claim fails.
   *
   * @throws io.varve.model.CorruptionException if the shard is stopped
   */
  Pending claim(int shard, byte[] claimant) throws IOException {
    lock.lock();
    try {
      ShardSlot slot =
          slots.computeIfAbsent(
              shard, s -> new ShardSlot(s, new ShardIndex(), 0, new ShardManifests()));
      if (slot.stopped().isPresent()) {
        throw slot.stopped().get().toException();
      }
      if (closing || !refusal.isEmpty()) {
        throw new IOException(closing ? CLOSED : refusal);
      }
      slot.epoch++;
      slot.refused = false;
      return add(Pending.claim(slot, slot.epoch, claimant));
    } finally {
      lock.unlock();
    }
  }

  /** Takes what is to be written next, in order; at least one if there is any. */
  List<Pending> take(long groupBytes) {
    return locked(
        () -> {
          List<Pending> group = new ArrayList<>();
          long taken = 0;
          while (!queue.isEmpty()
              && (group.isEmpty() || taken + queue.element().bytes <= groupBytes)) {
            Pending pending = queue.remove();
            taken += pending.bytes;
            group.add(pending);
          }
          return group;
        });
  }

  /** All of a group is durable in a segment. */
  void settleDurable(List<Pending> group, long segment) {
    locked(
        () -> {
          for (Pending pending : group) {
            if (!pending.isDecided()) {
              pending.moveOn(segment);
              if (!pending.isClaim()) {
                contents.add(segment, pending.slot.shard, pending.slot.durable);
              }
              pending.decide(DURABLE);
            }
          }
          return group;
        });
  }

  /**
   * Nothing of a group is stored, nor ever will be; so everything queued behind it is refused too.
   *
   * @return all that is answered by that, in order
   */
  List<Pending> settleRefused(List<Pending> group, String reason) {
    return locked(
        () -> {
          List<Pending> refused = new ArrayList<>(group);
          refused.addAll(queue);
          queue.clear();
          for (Pending pending : refused) {
            if (!pending.isDecided()) {
              pending.slot.rollBack();
              pending.decide(new AppendResult.Refused(reason));
              counters.refusals.increment();
            }
          }
          return refused;
        });
  }

  /** Tells the callers; only then may later answers of their shards overtake the queue again. */
  void complete(List<Pending> group) {
    group.forEach(Pending::complete);
    locked(
        () -> {
          for (Pending pending : group) {
            pending.slot.open--;
            bytes -= pending.bytes;
          }
          return group;
        });
  }

  /** Refuses what comes from now on; an empty reason takes it again. */
  void refuse(String reason) {
    locked(() -> refusal = reason);
  }

  /** Refuses what comes from now on, for good. */
  void close() {
    locked(() -> closing = true);
    wake.run();
  }

  boolean isClosing() {
    return locked(() -> closing);
  }

  /** Bytes that wait to be durable. */
  long bytes() {
    return locked(() -> bytes);
  }

  /** The durable positions of all shards that are not stopped. */
  List<ShardPosition> positions() {
    return locked(
        () ->
            slots.values().stream()
                .filter(slot -> slot.stopped().isEmpty())
                .map(ShardSlot::position)
                .toList());
  }

  /** A segment was begun. */
  void began(long segment) {
    locked(
        () -> {
          contents.begin(segment);
          return segment;
        });
  }

  /** A segment was removed. */
  void removed(long segment) {
    locked(
        () -> {
          contents.remove(segment);
          return segment;
        });
  }

  /** The oldest segments that no shard needs. */
  List<Long> dispensable() {
    return locked(() -> contents.dispensable(this::covered));
  }

  private long covered(int shard) {
    ShardSlot slot = slots.get(shard);
    // Records of a stopped shard are in a file of their own.
    return slot == null || slot.stopped().isPresent() ? Long.MAX_VALUE : slot.manifests.covered();
  }

  private CompletionStage<AppendResult> append(
      ShardSlot slot, long epoch, List<LogRecord> records, long size) {
    long first = records.getFirst().sequenceNr();
    if (first < slot.next || (first > slot.next && !slot.refused)) {
      throw new IllegalArgumentException(
          "record %d of shard %d instead of %d".formatted(first, slot.shard, slot.next));
    }
    String reason = reasonToRefuse(first > slot.next, size);
    if (!reason.isEmpty()) {
      slot.refused = true;
      counters.refusals.increment();
      return answer(slot, new AppendResult.Refused(reason));
    }
    slot.next = first + records.size();
    slot.refused = false;
    bytes += size;
    return add(Pending.append(slot, epoch, records, size)).stage;
  }

  private String reasonToRefuse(boolean behindRefused, long size) {
    if (closing) {
      return CLOSED;
    }
    if (!refusal.isEmpty()) {
      return refusal;
    }
    if (behindRefused) {
      return "appended behind a refused append";
    }
    return bytes + size > maxBytes
        ? "the queue of the write-ahead log is full: %d of %d bytes".formatted(bytes, maxBytes)
        : "";
  }

  private CompletionStage<AppendResult> answer(ShardSlot slot, AppendResult result) {
    return slot.open == 0
        ? CompletableFuture.completedStage(result)
        : add(Pending.decided(slot, result)).stage;
  }

  private Pending add(Pending pending) {
    pending.slot.open++;
    queue.add(pending);
    wake.run();
    return pending;
  }

  private static long size(List<LogRecord> records) {
    long size = 0;
    long number = records.getFirst().sequenceNr();
    for (LogRecord record : records) {
      if (record.sequenceNr() != number++) {
        throw new IllegalArgumentException("record " + record.sequenceNr() + " out of order");
      }
      size += RecordHeader.BYTES + record.payload().length;
    }
    return size;
  }
}

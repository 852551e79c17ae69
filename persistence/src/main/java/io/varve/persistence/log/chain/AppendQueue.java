package io.varve.persistence.log.chain;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.LogRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The appends of one shard that wait for their link, refused ones among them, so that all are
 * answered in order. Not thread-safe.
 */
final class AppendQueue {
  private final int linkBytes;
  private final int queuedBytes;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long nextSequenceNr;
  private boolean refusing;
  private long bytes;

  /** An append and its answer, which is known beforehand if it is refused. */
  private record Waiting(
      List<LogRecord> records,
      long bytes,
      AppendResult.@Nullable Refused refused,
      CompletableFuture<AppendResult> answer) {}

  /** Appends that are answered together. */
  static final class Batch implements LinkWaiter {
    private final List<Waiting> members = new ArrayList<>();
    private final List<LogRecord> records = new ArrayList<>();

    /** What goes into the link; empty if all members are refused. */
    List<LogRecord> records() {
      return records;
    }

    @Override
    public void won(long number) {
      answer(new AppendResult.Durable());
    }

    @Override
    public void fenced(long byEpoch) {
      answer(new AppendResult.Fenced(byEpoch));
    }

    private void answer(AppendResult result) {
      members.forEach(m -> m.answer().complete(m.refused() == null ? result : m.refused()));
    }

    private void add(Waiting member) {
      members.add(member);
      if (member.refused() == null) {
        records.addAll(member.records());
      }
    }
  }

  /**
   * @param linkBytes about how many bytes of payload go into one link
   * @param queuedBytes how many may wait
   * @param nextSequenceNr what the first record must have
   */
  AppendQueue(int linkBytes, int queuedBytes, long nextSequenceNr) {
    this.linkBytes = linkBytes;
    this.queuedBytes = queuedBytes;
    this.nextSequenceNr = nextSequenceNr;
  }

  /** Adds an append, to be stored or to be refused. */
  CompletionStage<AppendResult> add(List<LogRecord> records) {
    List<LogRecord> copy = List.copyOf(records);
    long size = copy.stream().mapToLong(r -> r.payload().length).sum();
    Waiting added = new Waiting(copy, size, judge(copy, size), new CompletableFuture<>());
    waiting.add(added);
    if (added.refused() == null) {
      refusing = false;
      nextSequenceNr = copy.getLast().sequenceNr() + 1;
      bytes += size;
    } else {
      refusing = true;
    }
    return added.answer();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether there is no reason to let the next batch wait for company. */
  boolean isReady() {
    return !waiting.isEmpty() && (bytes >= linkBytes || waiting.getFirst().refused() != null);
  }

  /** Removes what goes next: one link's worth, or refused appends alone. */
  Batch take() {
    Batch batch = new Batch();
    long size = 0;
    boolean refused = !waiting.isEmpty() && waiting.getFirst().refused() != null;
    for (Waiting head = waiting.peek(); head != null; head = waiting.peek()) {
      boolean fits = size == 0 || size + head.bytes() <= linkBytes;
      if (head.refused() == null && (refused || !fits)) {
        break;
      }
      batch.add(waiting.remove());
      if (head.refused() == null) {
        size += head.bytes();
      }
    }
    bytes -= size;
    return batch;
  }

  /** Removes everything. */
  Batch takeAll() {
    Batch batch = new Batch();
    waiting.forEach(batch::add);
    waiting.clear();
    bytes = 0;
    return batch;
  }

  private AppendResult.@Nullable Refused judge(List<LogRecord> records, long size) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).sequenceNr() != records.getFirst().sequenceNr() + i) {
        throw new IllegalArgumentException("records are not consecutive");
      }
    }
    long first = records.getFirst().sequenceNr();
    if (first > nextSequenceNr && refusing) {
      return new AppendResult.Refused("behind a refused append");
    }
    if (first != nextSequenceNr) {
      throw new IllegalArgumentException(
          "record %d where %d is due".formatted(first, nextSequenceNr));
    }
    return bytes > 0 && bytes + size > queuedBytes
        ? new AppendResult.Refused("%d bytes wait already".formatted(bytes))
        : null;
  }
}

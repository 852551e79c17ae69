package io.varve.persistence.log.wal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log tells of one shard, read from front to back. Not thread-safe.
 *
 * <p>The rules: a record must bear the number behind the last one, or a lower one, which cuts the
 * records from that number on: <em>what stands later in the log supersedes</em>. A higher number,
 * or an older epoch, shows that records are lost. A table, written when all before it was durable
 * and known, rules over everything: the records end where it says; if it says more than was found,
 * records are lost.
 *
 * <p>A gap may have held anything. It is <em>doubt</em> until the next record or table of the shard
 * shows whether something is missing; doubt left at the end of the log counts as loss.
 */
final class ShardHistory {
  private final int shard;
  private final ShardIndex index = new ShardIndex();
  private long epoch;
  private long highestEpoch;
  private @Nullable BadPlace doubt;
  private @Nullable BadPlace loss;

  /** Records found behind the loss; they cannot be replayed. */
  private final List<RecordPlace> behindLoss = new ArrayList<>();

  /** A shard that is first seen with this position. */
  ShardHistory(int shard, long epoch, long base) {
    this.shard = shard;
    this.epoch = epoch;
    this.highestEpoch = epoch;
    index.startAt(base);
  }

  /** The highest epoch of any record, behind a loss too. */
  long highestEpoch() {
    return highestEpoch;
  }

  ShardPosition position() {
    return new ShardPosition(shard, epoch, index.last());
  }

  ShardIndex index() {
    return index;
  }

  /** Why the records cannot be trusted beyond {@link #position}; empty if they can. */
  Optional<BadPlace> loss() {
    return Optional.ofNullable(loss);
  }

  List<RecordPlace> behindLoss() {
    return behindLoss;
  }

  void gap(BadPlace place) {
    if (doubt == null) {
      doubt = place;
    }
  }

  void table(ShardPosition told, BadPlace here) {
    highestEpoch = Math.max(highestEpoch, told.epoch());
    if (told.sequenceNr() > index.last()) {
      lose(missing(told.sequenceNr(), here));
      return;
    }
    index.cut(told.sequenceNr());
    epoch = told.epoch();
    doubt = null;
    loss = null;
    behindLoss.clear();
  }

  void event(RecordPlace record, BadPlace here) {
    RecordHeader header = record.header();
    if (inOrder(header, header.sequenceNr() - 1, here)) {
      index.add(record.place(), header.recordBytes());
    } else {
      behindLoss.add(record);
    }
  }

  void claim(RecordHeader header, BadPlace here) {
    inOrder(header, header.sequenceNr(), here);
  }

  /** An event whose payload is not what was written. */
  void damaged(RecordPlace record, BadPlace place) {
    highestEpoch = Math.max(highestEpoch, record.header().epoch());
    if (loss == null) {
      index.cut(Math.min(index.last(), record.header().sequenceNr() - 1));
    }
    behindLoss.add(record);
    lose(place);
  }

  /** There is no more to read: doubt that nothing cleared stays. */
  void end() {
    if (doubt != null) {
      lose(doubt);
    }
  }

  void lose(BadPlace place) {
    if (loss == null) {
      loss = place;
    }
  }

  private boolean inOrder(RecordHeader header, long before, BadPlace here) {
    highestEpoch = Math.max(highestEpoch, header.epoch());
    if (loss != null) {
      return false;
    }
    if (header.epoch() < epoch) {
      lose(
          new BadPlace(
              here.file(),
              here.offset(),
              "epoch %d of shard %d, or higher".formatted(epoch, shard),
              Long.toString(header.epoch())));
      return false;
    }
    if (before > index.last()) {
      lose(missing(before, here));
      return false;
    }
    index.cut(before);
    epoch = header.epoch();
    doubt = null;
    return true;
  }

  private BadPlace missing(long before, BadPlace here) {
    return doubt != null
        ? doubt
        : new BadPlace(
            here.file(),
            here.offset(),
            "record %d of shard %d before this".formatted(index.last() + 1, shard),
            "the place behind record " + before);
  }
}

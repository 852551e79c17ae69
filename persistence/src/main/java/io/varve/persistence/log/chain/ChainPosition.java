package io.varve.persistence.log.chain;

import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ManifestRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an owner stands in its chain. Not thread-safe. */
final class ChainPosition {
  private final long epoch;
  private final ChainIndex index;
  private long end;
  private Clocks.Moment endSeenAt;
  private long highestSequenceNr;
  private ChainTail.@Nullable Committed checkpoint;

  /**
   * @param tail up to and with this owner's claim
   * @param endSeenAt came with the claim's fate
   */
  ChainPosition(ChainTail tail, Clocks.Moment endSeenAt) {
    this.epoch = tail.epoch();
    this.index = tail.index();
    this.end = tail.end();
    this.endSeenAt = endSeenAt;
    this.highestSequenceNr = tail.highestSequenceNr();
    this.checkpoint = tail.checkpoint().orElse(null);
  }

  long epoch() {
    return epoch;
  }

  long nextNumber() {
    return end + 1;
  }

  Clocks.Moment endSeenAt() {
    return endSeenAt;
  }

  long highestSequenceNr() {
    return highestSequenceNr;
  }

  /** The last record that the newest manifest covers, 0 without one. */
  long coveredSequenceNr() {
    return checkpoint == null ? 0 : checkpoint.checkpoint().sequenceNr();
  }

  Optional<ManifestRecord> manifest() {
    return Optional.ofNullable(checkpoint)
        .map(
            c ->
                new ManifestRecord(
                    c.number(),
                    c.checkpoint().epoch(),
                    c.checkpoint().sequenceNr(),
                    c.checkpoint().manifest()));
  }

  /** The newest checkpoint's log position, 0 without one. */
  long logPosition() {
    return checkpoint == null ? 0 : checkpoint.checkpoint().logPosition();
  }

  List<LinkSpan> spans(long from, long to) {
    return index.between(from, to);
  }

  Link.Events events(List<LogRecord> records) {
    return new Link.Events(epoch, records);
  }

  Link.Checkpoint checkpoint(long sequenceNr, byte[] manifest) {
    // A commit of the manifest alone does not move the log position.
    long position =
        checkpoint != null && checkpoint.checkpoint().sequenceNr() == sequenceNr
            ? logPosition()
            : index.positionBehind(sequenceNr, nextNumber());
    return new Link.Checkpoint(epoch, sequenceNr, position, manifest);
  }

  /** The next link is in the chain. */
  void won(Link link, Clocks.Moment seenAt) {
    end++;
    endSeenAt = seenAt;
    switch (link) {
      case Link.Claim _ -> throw new IllegalArgumentException("a claim begins another position");
      case Link.Events events -> {
        index.add(new LinkSpan(end, events.first(), events.last()));
        highestSequenceNr = events.last();
      }
      case Link.Checkpoint c -> {
        checkpoint = new ChainTail.Committed(end, c);
        index.forgetThrough(c.sequenceNr());
      }
    }
  }
}

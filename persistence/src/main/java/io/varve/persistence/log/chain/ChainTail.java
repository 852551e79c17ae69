package io.varve.persistence.log.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has found of a chain, from the greatest checkpoint's log position to the end. Grows
 * as the reader reads on. Not thread-safe.
 */
final class ChainTail {
  private final List<LinkSpan> spans = new ArrayList<>();
  private long end;
  private long epoch;
  private long highestSequenceNr;
  private @Nullable Committed checkpoint;

  /** A checkpoint in its place. */
  record Committed(long number, Link.Checkpoint checkpoint) {}

  /** The greatest number, 0 for an empty chain. */
  long end() {
    return end;
  }

  /** The newest owner's, 0 if there was none. */
  long epoch() {
    return epoch;
  }

  /** The last record's, 0 if there is none. */
  long highestSequenceNr() {
    return highestSequenceNr;
  }

  Optional<Committed> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  ChainIndex index() {
    ChainIndex index = new ChainIndex();
    spans.forEach(index::add);
    index.forgetThrough(checkpoint == null ? 0 : checkpoint.checkpoint().sequenceNr());
    return index;
  }

  /** Adds the next link; returns what is wrong with its place, or the empty string. */
  String add(NumberedLink next) {
    if (end > 0 && next.number() != end + 1) {
      return "link %d behind link %d".formatted(next.number(), end);
    }
    if (next.link().epoch() < epoch) {
      return "epoch %d behind epoch %d".formatted(next.link().epoch(), epoch);
    }
    switch (next.link()) {
      case Link.Claim _ -> {}
      case Link.Events events -> {
        if (highestSequenceNr > 0 && events.first() != highestSequenceNr + 1) {
          return "record %d behind record %d".formatted(events.first(), highestSequenceNr);
        }
        highestSequenceNr = events.last();
        spans.add(new LinkSpan(next.number(), events.first(), events.last()));
      }
      case Link.Checkpoint c -> {
        highestSequenceNr = Math.max(highestSequenceNr, c.sequenceNr());
        checkpoint = new Committed(next.number(), c);
      }
    }
    end = next.number();
    epoch = next.link().epoch();
    return "";
  }
}

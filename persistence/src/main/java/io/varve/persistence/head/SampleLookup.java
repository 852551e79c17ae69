package io.varve.persistence.head;

import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.chunk.XorAppender;
import io.varve.persistence.chunk.XorIterator;

/**
 * The search for a sample of exactly one time in the parts of a window. Samples that come in order
 * never need one.
 */
final class SampleLookup {
  private final long t;
  private final XorIterator iterator = new XorIterator();
  private long valueBits;

  SampleLookup(long t) {
    this.t = t;
  }

  long t() {
    return t;
  }

  /** The value found; meaningful after one of the methods below returned true. */
  long valueBits() {
    return valueBits;
  }

  boolean inOpen(XorAppender open) {
    if (t == open.lastT()) {
      // What a sender repeats is most often what it sent last.
      valueBits = open.lastValueBits();
      return true;
    }
    return in(iterator.reset(open.snapshot()));
  }

  boolean inLate(LateBuffer late) {
    int index = late.find(t);
    if (index < 0) {
      return false;
    }
    valueBits = late.valueBits(index);
    return true;
  }

  /** Walks the list of sealed chunks that ends at a position; decodes those that span the time. */
  boolean inSealed(long lastPosition, SealedChunks chunks) {
    SealedChunk chunk = new SealedChunk();
    for (long p = lastPosition; p != SealedChunks.NONE; p = chunk.previousPosition()) {
      chunks.read(p, chunk);
      if (chunk.spans(t) && in(chunk.iterate(iterator))) {
        return true;
      }
    }
    return false;
  }

  private boolean in(SampleIterator samples) {
    if (samples.seek(t) && samples.t() == t) {
      valueBits = samples.valueBits();
      return true;
    }
    return false;
  }
}

package io.varve.persistence.head;

import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.ChunkAppender;
import io.varve.persistence.chunk.ChunkIterators;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.chunk.XorAppender;
import org.jspecify.annotations.Nullable;

/**
 * The search for a sample of exactly one time in the parts of a window. Samples that come in order
 * never need one.
 */
final class SampleLookup {
  private final long t;
  private final ChunkIterators iterators = new ChunkIterators();
  private long valueBits;
  private @Nullable NativeHistogram histogram;

  SampleLookup(long t) {
    this.t = t;
  }

  long t() {
    return t;
  }

  /** Whether what was found has the value; meaningful after a method below returned true. */
  boolean foundFloat(long bits) {
    return histogram == null && valueBits == bits;
  }

  /** Likewise for a histogram. */
  boolean foundHistogram(NativeHistogram other) {
    NativeHistogram found = histogram;
    return found != null && found.sameObservations(other);
  }

  boolean inOpen(ChunkAppender open) {
    if (t == open.lastT() && open instanceof XorAppender floats) {
      // What a sender repeats is most often what it sent last.
      valueBits = floats.lastValueBits();
      return true;
    }
    return in(iterators.begin(open.snapshot()));
  }

  boolean inLate(LateBuffer late) {
    int index = late.find(t);
    if (index < 0) {
      return false;
    }
    valueBits = late.valueBits(index);
    histogram = late.histogram(index);
    return true;
  }

  /** Walks the list of sealed chunks that ends at a position; decodes those that span the time. */
  boolean inSealed(long lastPosition, SealedChunks chunks) {
    SealedChunk chunk = new SealedChunk();
    for (long p = lastPosition; p != SealedChunks.NONE; p = chunk.previousPosition()) {
      chunks.read(p, chunk);
      if (chunk.spans(t) && in(chunk.iterate(iterators))) {
        return true;
      }
    }
    return false;
  }

  private boolean in(SampleIterator samples) {
    if (!samples.seek(t) || samples.t() != t) {
      return false;
    }
    if (samples.kind() == ValueKind.FLOAT) {
      valueBits = samples.valueBits();
    } else {
      histogram = samples.histogram();
    }
    return true;
  }
}

package io.varve.persistence.head;

import io.varve.model.ValueKind;
import io.varve.persistence.chunk.SampleIterator;

/** Reads the copy of a late buffer. Not thread-safe. */
final class LateIterator implements SampleIterator {
  private final long[] samples;
  private int at = -2;

  /** Reads times and value bits in turn. */
  LateIterator(long[] samples) {
    this.samples = samples;
  }

  @Override
  public boolean next() {
    if (at < samples.length) {
      at += 2;
    }
    return at < samples.length;
  }

  @Override
  public boolean seek(long t) {
    if (at >= 0 && at < samples.length && t() >= t) {
      return true;
    }
    while (next()) {
      if (t() >= t) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long t() {
    return samples[at];
  }

  @Override
  public long startT() {
    return 0;
  }

  @Override
  public ValueKind kind() {
    return ValueKind.FLOAT;
  }

  @Override
  public long valueBits() {
    return samples[at + 1];
  }
}

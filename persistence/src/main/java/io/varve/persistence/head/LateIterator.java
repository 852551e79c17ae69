package io.varve.persistence.head;

import io.varve.model.ValueKind;
import io.varve.persistence.chunk.SampleIterator;

/** Reads the copy of a late buffer. Not thread-safe. */
final class LateIterator implements SampleIterator {
  private final LateBuffer samples;
  private int at = -1;

  LateIterator(LateBuffer samples) {
    this.samples = samples;
  }

  @Override
  public boolean next() {
    if (at < samples.count()) {
      at++;
    }
    return at < samples.count();
  }

  @Override
  public boolean seek(long t) {
    if (at >= 0 && at < samples.count() && t() >= t) {
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
    return samples.t(at);
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
    return samples.valueBits(at);
  }
}

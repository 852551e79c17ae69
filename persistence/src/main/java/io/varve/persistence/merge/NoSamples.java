package io.varve.persistence.merge;

import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.SampleIterator;

/** An iterator that is at its end. */
final class NoSamples implements SampleIterator {
  static final NoSamples INSTANCE = new NoSamples();

  private NoSamples() {}

  @Override
  public boolean next() {
    return false;
  }

  @Override
  public boolean seek(long t) {
    return false;
  }

  @Override
  public long t() {
    throw new IllegalStateException("no samples");
  }

  @Override
  public long startT() {
    throw new IllegalStateException("no samples");
  }

  @Override
  public ValueKind kind() {
    throw new IllegalStateException("no samples");
  }

  @Override
  public long valueBits() {
    throw new IllegalStateException("no samples");
  }

  @Override
  public NativeHistogram histogram() {
    throw new IllegalStateException("no samples");
  }
}

package io.varve.persistence.head;

import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.ScanningIterator;

/** Reads the copy of a late buffer. Not thread-safe. */
final class LateIterator extends ScanningIterator {
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
  protected boolean isAtSample() {
    return at >= 0 && at < samples.count();
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
    NativeHistogram h = samples.histogram(at);
    return h == null ? ValueKind.FLOAT : h.kind();
  }

  @Override
  public long valueBits() {
    return samples.valueBits(at);
  }

  /** What a sender knew of a reset was about the sample that it had sent before. */
  @Override
  public NativeHistogram histogram() {
    NativeHistogram h = samples.histogram(at);
    if (h == null) {
      throw new IllegalStateException("a float is no histogram");
    }
    return h.behindAnother();
  }
}

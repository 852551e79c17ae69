package io.varve.persistence.chunk;

/** Seeks by reading on from sample to sample. Not thread-safe. */
public abstract class ScanningIterator implements SampleIterator {

  /** Returns whether there is a current sample: neither before the first one nor at the end. */
  protected abstract boolean isAtSample();

  @Override
  public final boolean seek(long target) {
    if (isAtSample() && t() >= target) {
      return true;
    }
    while (next()) {
      if (t() >= target) {
        return true;
      }
    }
    return false;
  }
}

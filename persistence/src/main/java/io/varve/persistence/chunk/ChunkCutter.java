package io.varve.persistence.chunk;

import io.varve.model.ValueKind;
import org.jspecify.annotations.Nullable;

/** Encodes samples anew, of whatever kinds, as chunks one after another. Not thread-safe. */
public final class ChunkCutter {
  private final SampleIterator samples;
  private final int maxSamples;
  private boolean more;
  private @Nullable ChunkAppender chunk;
  private long minT;

  /**
   * Begins.
   *
   * @param samples stands before the first
   * @param maxSamples the most samples of a chunk
   */
  public ChunkCutter(SampleIterator samples, int maxSamples) {
    this.samples = samples;
    this.maxSamples = maxSamples;
    more = samples.next();
  }

  /** Cuts the next chunk; false at the end. */
  public boolean next() {
    if (!more) {
      return false;
    }
    minT = samples.t();
    if (samples.kind() == ValueKind.FLOAT) {
      floats();
    } else {
      histograms();
    }
    return true;
  }

  private void floats() {
    XorAppender open = new XorAppender();
    do {
      open.append(samples.t(), samples.valueBits());
      more = samples.next();
    } while (more && open.count() < maxSamples && samples.kind() == ValueKind.FLOAT);
    chunk = open;
  }

  private void histograms() {
    HistogramAppender open = HistogramAppender.begin(samples.t(), samples.histogram(), chunk);
    do {
      more = samples.next();
    } while (more
        && open.count() < maxSamples
        && !open.isFull()
        && samples.kind() == open.encoding().kind()
        && open.tryAppend(samples.t(), samples.histogram()));
    chunk = open;
  }

  /** The present chunk. */
  public ChunkAppender chunk() {
    if (chunk == null) {
      throw new IllegalStateException("no chunk");
    }
    return chunk;
  }

  /** Time of its first sample, in milliseconds since the epoch. */
  public long minT() {
    return minT;
  }
}

package io.varve.sharding.query;

import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.ChunkAppender;
import io.varve.persistence.chunk.HistogramAppender;
import io.varve.persistence.chunk.XorAppender;

/**
 * Cuts the samples of a series into Prometheus's chunks, for those that read chunks. Samples are
 * encoded anew, so that no chunk holds any outside the range selected.
 *
 * <p>It begins before the first chunk. Reusable for one series after another; not thread-safe.
 */
public final class ChunkCursor {
  private static final int SAMPLES_PER_CHUNK = 120;

  private SampleCursor samples = NoSamples.INSTANCE;
  private boolean atSample;
  private ChunkAppender chunk = new XorAppender();
  private long minT;

  /** Begins a series, whose cursor stands before its first sample. */
  public ChunkCursor reset(SampleCursor newSamples) {
    samples = newSamples;
    chunk = new XorAppender();
    atSample = samples.next();
    return this;
  }

  /** Moves to the next chunk; false at the end. */
  public boolean next() {
    if (!atSample) {
      return false;
    }
    minT = samples.t();
    chunk = samples.kind() == ValueKind.FLOAT ? floats() : histograms();
    return true;
  }

  private XorAppender floats() {
    XorAppender open = new XorAppender();
    do {
      open.append(samples.t(), samples.valueBits());
      atSample = samples.next();
    } while (atSample && open.count() < SAMPLES_PER_CHUNK && samples.kind() == ValueKind.FLOAT);
    return open;
  }

  private HistogramAppender histograms() {
    HistogramAppender open = HistogramAppender.begin(samples.t(), samples.histogram(), chunk);
    do {
      atSample = samples.next();
    } while (atSample
        && open.count() < SAMPLES_PER_CHUNK
        && !open.isFull()
        && samples.kind() == open.encoding().kind()
        && open.tryAppend(samples.t(), samples.histogram()));
    return open;
  }

  /** Returns the time of the present chunk's first sample, in milliseconds since the epoch. */
  public long minT() {
    return minT;
  }

  /** Returns the time of the present chunk's last sample, in milliseconds since the epoch. */
  public long maxT() {
    return chunk.lastT();
  }

  /** Returns Prometheus's code of the present chunk's encoding: 1 floats, 2 and 3 histograms. */
  public int encoding() {
    return chunk.encoding().code();
  }

  /** Returns the present chunk's length in bytes. */
  public int length() {
    return chunk.byteLength();
  }

  /** Copies the present chunk, {@link #length} bytes, to {@code dst[off]}. */
  public void copyTo(byte[] dst, int off) {
    chunk.copyTo(dst, off);
  }

  private enum NoSamples implements SampleCursor {
    INSTANCE;

    @Override
    public boolean next() {
      return false;
    }

    @Override
    public long t() {
      throw new IllegalStateException("no sample");
    }

    @Override
    public ValueKind kind() {
      throw new IllegalStateException("no sample");
    }

    @Override
    public long valueBits() {
      throw new IllegalStateException("no sample");
    }

    @Override
    public NativeHistogram histogram() {
      throw new IllegalStateException("no sample");
    }
  }
}

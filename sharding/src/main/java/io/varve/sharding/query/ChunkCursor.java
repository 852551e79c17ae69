package io.varve.sharding.query;

import io.varve.model.ErrorCode;
import io.varve.model.ValueKind;
import io.varve.model.VarveException;
import io.varve.persistence.chunk.XorAppender;

/**
 * Cuts the samples of a series into Prometheus's XOR chunks, for those that read chunks. Samples
 * are encoded anew, so that no chunk holds any outside the range selected.
 *
 * <p>It begins before the first chunk. Reusable for one series after another; not thread-safe.
 */
public final class ChunkCursor {
  private static final int SAMPLES_PER_CHUNK = 120;

  private SampleCursor samples = NoSamples.INSTANCE;
  private boolean atSample;
  private XorAppender chunk = new XorAppender();
  private long minT;

  /** Begins a series, whose cursor stands before its first sample. */
  public ChunkCursor reset(SampleCursor newSamples) {
    samples = newSamples;
    atSample = samples.next();
    return this;
  }

  /**
   * Moves to the next chunk; false at the end.
   *
   * @throws VarveException with {@link ErrorCode#UNSUPPORTED} if a value is not a float
   */
  public boolean next() {
    if (!atSample) {
      return false;
    }
    chunk = new XorAppender();
    minT = samples.t();
    do {
      if (samples.kind() != ValueKind.FLOAT) {
        throw new VarveException(
            ErrorCode.UNSUPPORTED, "native histograms cannot be read remotely yet");
      }
      chunk.append(samples.t(), samples.valueBits());
      atSample = samples.next();
    } while (atSample && chunk.count() < SAMPLES_PER_CHUNK);
    return true;
  }

  /** Returns the time of the present chunk's first sample, in milliseconds since the epoch. */
  public long minT() {
    return minT;
  }

  /** Returns the time of the present chunk's last sample, in milliseconds since the epoch. */
  public long maxT() {
    return chunk.lastT();
  }

  /** Returns the present chunk's length in bytes. */
  public int length() {
    return chunk.byteLength();
  }

  /** Copies the present chunk, {@link #length} bytes of encoding 1 (XOR), to {@code dst[off]}. */
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
  }
}

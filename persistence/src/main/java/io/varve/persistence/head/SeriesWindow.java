package io.varve.persistence.head;

import io.varve.model.NativeHistogram;
import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkAppender;
import io.varve.persistence.chunk.HistogramAppender;
import io.varve.persistence.chunk.XorAppender;
import org.jspecify.annotations.Nullable;

/**
 * What one series holds of one generation of one window. Most series have exactly one of these, so
 * that its size counts: times are kept as offsets from the window's start, which fit into an int.
 *
 * <p>All samples in it have different times. Those in the open chunk are later than all others were
 * when they came; {@code maxOffset} is the highest of all. Single-threaded.
 */
final class SeriesWindow {
  static final int NO_SAMPLE = -1;

  final long windowStart;
  final int generation;

  /** The next window in the series' list. */
  @Nullable SeriesWindow next;

  long lastPosition;
  int sealedCount;
  int sealedBytes;
  int sealedMin = Integer.MAX_VALUE;
  int sealedMax = NO_SAMPLE;
  int maxOffset = NO_SAMPLE;
  int openMin;
  @Nullable ChunkAppender open;
  @Nullable LateBuffer late;
  boolean frozen;

  SeriesWindow(long windowStart, int generation) {
    this.windowStart = windowStart;
    this.generation = generation;
  }

  boolean is(long otherStart, int otherGeneration) {
    return windowStart == otherStart && generation == otherGeneration;
  }

  AppendOutcome append(int ref, long t, long valueBits, SealedChunks sink) {
    int offset = offset(t);
    if (offset <= maxOffset) {
      SampleLookup lookup = new SampleLookup(t);
      if (find(lookup, sink)) {
        return lookup.foundFloat(valueBits) ? AppendOutcome.DUPLICATE : AppendOutcome.CONFLICT;
      }
      lateBuffer().insert(t, valueBits);
      sealFullLate(ref, sink);
      return AppendOutcome.ACCEPTED;
    }
    XorAppender chunk = open instanceof XorAppender floats ? floats : begin(ref, offset, sink);
    chunk.append(t, valueBits);
    maxOffset = offset;
    if (isFull(chunk, ref)) {
      sealOpen(ref, sink);
    }
    return AppendOutcome.ACCEPTED;
  }

  private XorAppender begin(int ref, int offset, SealedChunks sink) {
    sealOpen(ref, sink);
    XorAppender chunk = new XorAppender();
    open = chunk;
    openMin = offset;
    return chunk;
  }

  /**
   * A full chunk of histograms stays open until the next sample: what the next chunk says about a
   * counter reset depends on its last one.
   */
  AppendOutcome append(int ref, long t, NativeHistogram value, SealedChunks sink) {
    int offset = offset(t);
    if (offset <= maxOffset) {
      SampleLookup lookup = new SampleLookup(t);
      if (find(lookup, sink)) {
        return lookup.foundHistogram(value) ? AppendOutcome.DUPLICATE : AppendOutcome.CONFLICT;
      }
      lateBuffer().insert(t, value);
      sealFullLate(ref, sink);
      return AppendOutcome.ACCEPTED;
    }
    if (!(open instanceof HistogramAppender chunk)
        || isFull(chunk, ref)
        || !chunk.tryAppend(t, value)) {
      HistogramAppender next = HistogramAppender.begin(t, value, open);
      sealOpen(ref, sink);
      open = next;
      openMin = offset;
    }
    maxOffset = offset;
    return AppendOutcome.ACCEPTED;
  }

  /** The offset of a time that a sample may have. */
  private int offset(long t) {
    long offset = t - windowStart;
    if (offset < 0 || offset >= Windows.WINDOW_MS) {
      throw new IllegalArgumentException(t + " is not in the window from " + windowStart);
    }
    if (frozen) {
      throw new IllegalStateException(
          "window " + windowStart + ", generation " + generation + " is frozen");
    }
    return (int) offset;
  }

  private boolean isFull(XorAppender chunk, int ref) {
    return chunk.byteLength() > ChunkLimits.FULL_BYTES || hasEnough(chunk.count(), ref);
  }

  private boolean isFull(HistogramAppender chunk, int ref) {
    return chunk.isFull() || hasEnough(chunk.count(), ref);
  }

  private boolean hasEnough(int count, int ref) {
    return count >= ChunkLimits.MAX_SAMPLES
        || (lastPosition == SealedChunks.NONE && count >= ChunkLimits.firstCut(ref));
  }

  private LateBuffer lateBuffer() {
    LateBuffer buffer = late;
    if (buffer == null) {
      buffer = new LateBuffer();
      late = buffer;
    }
    return buffer;
  }

  private boolean find(SampleLookup lookup, SealedChunks sink) {
    int offset = (int) (lookup.t() - windowStart);
    if (open != null && offset >= openMin && lookup.inOpen(open)) {
      return true;
    }
    if (late != null && lookup.inLate(late)) {
      return true;
    }
    return offset >= sealedMin && offset <= sealedMax && lookup.inSealed(lastPosition, sink);
  }

  /** Leaves everything in sealed chunks and takes no more samples. */
  void freeze(int ref, SealedChunks sink) {
    sealOpen(ref, sink);
    sealLate(ref, sink);
    frozen = true;
  }

  private void sealOpen(int ref, SealedChunks sink) {
    ChunkAppender chunk = open;
    if (chunk != null) {
      seal(ref, chunk, openMin, sink);
      open = null;
    }
  }

  private void sealFullLate(int ref, SealedChunks sink) {
    if (late != null && late.isFull()) {
      sealLate(ref, sink);
    }
  }

  private void sealLate(int ref, SealedChunks sink) {
    for (LateBuffer buffer = late; buffer != null; buffer = late) {
      ChunkAppender chunk = buffer.encodeFirst();
      seal(ref, chunk, (int) (buffer.t(0) - windowStart), sink);
      late = buffer.after(chunk.count());
    }
  }

  /** If the sink throws, nothing has changed. */
  private void seal(int ref, ChunkAppender chunk, int min, SealedChunks sink) {
    byte[] data = chunk.toBytes();
    lastPosition =
        sink.append(
            ref,
            windowStart,
            generation,
            lastPosition,
            chunk.encoding(),
            chunk.count(),
            windowStart + min,
            chunk.lastT(),
            data,
            data.length);
    sealedCount += chunk.count();
    sealedBytes += data.length;
    sealedMin = Math.min(sealedMin, min);
    sealedMax = Math.max(sealedMax, (int) (chunk.lastT() - windowStart));
  }

  /** The time of the earliest sample. */
  private long minT() {
    int min = sealedMin;
    if (open != null) {
      min = Math.min(min, openMin);
    }
    if (late != null) {
      min = Math.min(min, (int) (late.t(0) - windowStart));
    }
    return windowStart + min;
  }

  boolean overlaps(long minT, long maxT) {
    return maxOffset != NO_SAMPLE && windowStart + maxOffset >= minT && minT() <= maxT;
  }

  WindowSnapshot snapshot() {
    return new WindowSnapshot(
        windowStart,
        generation,
        lastPosition,
        minT(),
        windowStart + maxOffset,
        open == null ? WindowSnapshot.NO_CHUNK : open.snapshot(),
        windowStart + openMin,
        late == null ? WindowSnapshot.NO_SAMPLES : late.copy());
  }

  int openCount() {
    return (open == null ? 0 : open.count()) + (late == null ? 0 : late.count());
  }

  void accept(WindowVisitor visitor) {
    int openBytes = open == null ? 0 : open.byteLength();
    int lateBytes = late == null ? 0 : late.bytes();
    visitor.window(
        windowStart,
        generation,
        sealedBytes,
        openBytes + lateBytes,
        sealedCount + openCount(),
        frozen);
  }
}

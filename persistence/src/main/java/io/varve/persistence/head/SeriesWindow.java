package io.varve.persistence.head;

import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
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
  @Nullable XorAppender open;
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
    long offset = t - windowStart;
    if (offset < 0 || offset >= Windows.WINDOW_MS) {
      throw new IllegalArgumentException(t + " is not in the window from " + windowStart);
    }
    if (frozen) {
      throw new IllegalStateException(
          "window " + windowStart + ", generation " + generation + " is frozen");
    }
    if (offset <= maxOffset) {
      return appendLate(ref, t, valueBits, sink);
    }
    XorAppender chunk = open;
    if (chunk == null) {
      chunk = new XorAppender();
      open = chunk;
      openMin = (int) offset;
    }
    chunk.append(t, valueBits);
    maxOffset = (int) offset;
    if (isFull(chunk, ref)) {
      sealOpen(ref, sink);
    }
    return AppendOutcome.ACCEPTED;
  }

  private boolean isFull(XorAppender chunk, int ref) {
    int count = chunk.count();
    return count >= ChunkLimits.MAX_SAMPLES
        || chunk.byteLength() > ChunkLimits.FULL_BYTES
        || (lastPosition == SealedChunks.NONE && count >= ChunkLimits.firstCut(ref));
  }

  private AppendOutcome appendLate(int ref, long t, long valueBits, SealedChunks sink) {
    SampleLookup lookup = new SampleLookup(t);
    if (find(lookup, sink)) {
      return lookup.valueBits() == valueBits ? AppendOutcome.DUPLICATE : AppendOutcome.CONFLICT;
    }
    LateBuffer buffer = late;
    if (buffer == null) {
      buffer = new LateBuffer();
      late = buffer;
    }
    buffer.insert(t, valueBits);
    if (buffer.isFull()) {
      sealLate(ref, sink);
    }
    return AppendOutcome.ACCEPTED;
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
    XorAppender chunk = open;
    if (chunk != null) {
      seal(ref, chunk, openMin, sink);
      open = null;
    }
  }

  private void sealLate(int ref, SealedChunks sink) {
    LateBuffer buffer = late;
    if (buffer != null) {
      seal(ref, buffer.encode(), (int) (buffer.t(0) - windowStart), sink);
      late = null;
    }
  }

  /** If the sink throws, nothing has changed. */
  private void seal(int ref, XorAppender chunk, int min, SealedChunks sink) {
    byte[] data = chunk.toBytes();
    lastPosition =
        sink.append(
            ref,
            windowStart,
            generation,
            lastPosition,
            ChunkEncoding.XOR,
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
    int lateBytes = late == null ? 0 : late.count() * 2 * Long.BYTES;
    visitor.window(
        windowStart,
        generation,
        sealedBytes,
        openBytes + lateBytes,
        sealedCount + openCount(),
        frozen);
  }
}

package io.varve.persistence.head;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.DecodeException;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.model.VarveException;
import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkAppender;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.chunk.ChunkIterators;
import io.varve.persistence.chunk.HistogramFormat;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.chunk.XorFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of a series in a checkpoint; the package documentation has the grammar. */
final class SeriesFormat {
  static final int VERSION = 1;

  private static final int FROZEN = 1;
  private static final int SEALED = 2;
  private static final int OPEN = 4;
  private static final int LATE = 8;
  private static final int OPEN_HISTOGRAMS = 16;
  private static final int LATE_HISTOGRAMS = 32;
  private static final int ALL_FLAGS = 63;
  private static final int MAX_OFFSET = (int) Windows.WINDOW_MS - 1;

  /** More windows than this a series never has; guards against damage. */
  private static final int MAX_WINDOWS = 1 << 20;

  private SeriesFormat() {}

  static void write(MemSeries series, ByteSink out) {
    out.put(VERSION);
    out.putUvarint(Integer.toUnsignedLong(series.ref()));
    out.putVarint(series.lastAppendT());
    int windows = 0;
    for (SeriesWindow w = series.firstWindow(); w != null; w = w.next) {
      windows++;
    }
    out.putUvarint(windows);
    for (SeriesWindow w = series.firstWindow(); w != null; w = w.next) {
      write(w, out);
    }
  }

  private static void write(SeriesWindow window, ByteSink out) {
    ChunkAppender open = window.open;
    boolean histograms = open != null && open.encoding() != ChunkEncoding.XOR;
    LateBuffer late = window.late;
    boolean sealed = window.lastPosition != SealedChunks.NONE;
    out.putVarint(window.windowStart / Windows.WINDOW_MS);
    out.putUvarint(window.generation);
    out.put(
        (window.frozen ? FROZEN : 0)
            | (sealed ? SEALED : 0)
            | (open != null ? OPEN : 0)
            | (late != null ? LATE : 0)
            | (histograms ? OPEN_HISTOGRAMS : 0)
            | (late != null && late.hasHistograms() ? LATE_HISTOGRAMS : 0));
    if (sealed) {
      out.putUvarint(window.lastPosition);
      out.putUvarint(window.sealedCount);
      out.putUvarint(window.sealedBytes);
      out.putUvarint(window.sealedMin);
      out.putUvarint(window.sealedMax - window.sealedMin);
    }
    if (open != null) {
      if (histograms) {
        out.put(open.encoding().code());
      }
      int length = open.byteLength();
      out.putUvarint(length);
      int at = out.reserve(length);
      open.copyTo(out.array(), at);
    }
    if (late != null) {
      out.putUvarint(late.count());
      for (int i = 0; i < late.count(); i++) {
        out.putUvarint(late.t(i) - window.windowStart);
        writeLate(late, i, out);
      }
    }
  }

  private static void writeLate(LateBuffer late, int i, ByteSink out) {
    NativeHistogram histogram = late.histogram(i);
    if (late.hasHistograms()) {
      out.put((histogram == null ? ValueKind.FLOAT : histogram.kind()).code());
    }
    if (histogram == null) {
      out.putLong(late.valueBits(i));
    } else {
      byte[] encoded = HistogramFormat.encodeOne(histogram);
      out.putUvarint(encoded.length);
      out.put(encoded, 0, encoded.length);
    }
  }

  static MemSeries read(ByteCursor in) {
    int version = in.unsignedByte();
    if (version != VERSION) {
      throw new DecodeException("series of version " + version, in.position() - 1);
    }
    MemSeries series = new MemSeries((int) in.uvarint());
    long lastAppendT = in.varint();
    SeriesWindow first = null;
    SeriesWindow last = null;
    for (int n = in.uvarintUpTo(MAX_WINDOWS); n > 0; n--) {
      SeriesWindow window = readWindow(in);
      if (last == null) {
        first = window;
      } else {
        last.next = window;
      }
      last = window;
    }
    series.restore(lastAppendT, first);
    return series;
  }

  private static SeriesWindow readWindow(ByteCursor in) {
    int start = in.position();
    long index = in.varint();
    int generation = in.uvarintUpTo(WindowKey.MAX_GENERATION);
    int flags = in.unsignedByte();
    if (Math.abs(index) > Long.MAX_VALUE / Windows.WINDOW_MS - 1 || (flags & ~ALL_FLAGS) != 0) {
      throw new DecodeException("no window: number " + index + ", flags " + flags, start);
    }
    SeriesWindow window = new SeriesWindow(index * Windows.WINDOW_MS, generation);
    window.frozen = (flags & FROZEN) != 0;
    if ((flags & SEALED) != 0) {
      readSealed(in, window);
    }
    if ((flags & OPEN) != 0) {
      readOpen(in, window, encoding(in, flags));
    }
    if ((flags & LATE) != 0) {
      window.late = readLate(in, window.windowStart, (flags & LATE_HISTOGRAMS) != 0);
    }
    return window;
  }

  private static void readSealed(ByteCursor in, SeriesWindow window) {
    int start = in.position();
    window.lastPosition = in.uvarint();
    if (window.lastPosition <= SealedChunks.NONE) {
      throw new DecodeException("no position: " + window.lastPosition, start);
    }
    window.sealedCount = in.uvarintUpTo(Integer.MAX_VALUE);
    window.sealedBytes = in.uvarintUpTo(Integer.MAX_VALUE);
    window.sealedMin = in.uvarintUpTo(MAX_OFFSET);
    window.sealedMax = window.sealedMin + in.uvarintUpTo(MAX_OFFSET - window.sealedMin);
    window.maxOffset = window.sealedMax;
  }

  private static ChunkEncoding encoding(ByteCursor in, int flags) {
    if ((flags & OPEN_HISTOGRAMS) == 0) {
      return ChunkEncoding.XOR;
    }
    int code = in.unsignedByte();
    for (ChunkEncoding e : List.of(ChunkEncoding.HISTOGRAM, ChunkEncoding.FLOAT_HISTOGRAM)) {
      if (e.code() == code) {
        return e;
      }
    }
    throw new DecodeException("chunk encoding " + code, in.position() - 1);
  }

  private static void readOpen(ByteCursor in, SeriesWindow window, ChunkEncoding encoding) {
    int start = in.position();
    byte[] chunk = bytes(in);
    try {
      int count = XorFormat.count(chunk, 0, chunk.length);
      ChunkAppender open = ChunkAppender.reopen(encoding, chunk, 0, chunk.length, count);
      SampleIterator samples = new ChunkIterators().begin(open.snapshot());
      if (!samples.next() || open.byteLength() != chunk.length) {
        throw new DecodeException("open chunk without samples or with more bytes", start);
      }
      window.open = open;
      window.openMin = offset(window, samples.t(), start);
      window.maxOffset = Math.max(window.maxOffset, offset(window, open.lastT(), start));
    } catch (CorruptionException e) {
      throw new DecodeException(
          "open chunk: expected " + e.expected() + ", found " + e.found(), start);
    }
  }

  private static byte[] bytes(ByteCursor in) {
    byte[] bytes = new byte[in.length()];
    in.bytes(bytes);
    return bytes;
  }

  private static int offset(SeriesWindow window, long t, int position) {
    long offset = t - window.windowStart;
    if (offset < 0 || offset > MAX_OFFSET) {
      throw new DecodeException("open chunk with a sample outside its window", position);
    }
    return (int) offset;
  }

  private static @Nullable LateBuffer readLate(
      ByteCursor in, long windowStart, boolean histograms) {
    LateBuffer late = new LateBuffer();
    for (int n = in.length(); n > 0; n--) {
      int start = in.position();
      long t = windowStart + in.uvarintUpTo(MAX_OFFSET);
      if (late.find(t) >= 0) {
        throw new DecodeException("two late samples at " + t, start);
      }
      ValueKind kind = histograms ? kind(in) : ValueKind.FLOAT;
      if (kind == ValueKind.FLOAT) {
        late.insert(t, in.int64());
      } else {
        late.insert(t, readHistogram(in, kind));
      }
    }
    return late.count() == 0 ? null : late;
  }

  private static ValueKind kind(ByteCursor in) {
    int start = in.position();
    try {
      return ValueKind.fromCode(in.unsignedByte());
    } catch (IllegalArgumentException e) {
      throw new DecodeException("late sample: " + e.getMessage(), start);
    }
  }

  private static NativeHistogram readHistogram(ByteCursor in, ValueKind kind) {
    int start = in.position();
    try {
      return HistogramFormat.decodeOne(kind, bytes(in));
    } catch (VarveException e) {
      throw new DecodeException("late histogram: " + e.getMessage(), start);
    }
  }
}

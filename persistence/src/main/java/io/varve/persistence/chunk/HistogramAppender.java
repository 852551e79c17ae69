package io.varve.persistence.chunk;

import io.varve.model.CounterResetHint;
import io.varve.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * An open chunk of native histograms, with integer or with float counts: appends in the encoding
 * that the package documentation specifies, and judges what must begin a new chunk.
 *
 * <p>A chunk has one layout, and counters in it never fall, so that a reader need not compare.
 * Where only the spans change Prometheus encodes the whole chunk anew, with the union of both; here
 * a new chunk begins. The bits that readers hold are thereby never replaced, what is in a chunk is
 * what was sent (so that a sample sent twice is equal to itself), and the price is small: a
 * counter's spans change as often as it has a first observation in a bucket.
 *
 * <p>One writer at a time; readers as for {@link XorAppender}. Not thread-safe beyond that.
 */
public final class HistogramAppender implements ChunkAppender {
  /** How a histogram stands to the last one of a chunk. */
  private enum Succession {
    /** It goes into the same chunk. */
    CONTINUES,
    /** It needs a chunk of its own, and no counter has fallen. */
    OTHER_LAYOUT,
    /** A counter has fallen. */
    RESET,
    /** The two cannot be compared. */
    UNKNOWN
  }

  private final ChunkEncoding encoding;
  private final CounterResetHint header;
  private final BitWriter out;
  private final HistogramLayout layout;
  private final HistogramColumns columns;
  private int count;
  private long lastT;
  private long lastDelta;

  private HistogramAppender(ChunkEncoding encoding, CounterResetHint header, NativeHistogram h) {
    this.encoding = encoding;
    this.header = header;
    out = new BitWriter(HistogramFormat.HEADER_BYTES);
    out.bytes()[HistogramFormat.FLAGS_AT] = HistogramFormat.flags(header);
    layout = HistogramLayout.of(h);
    columns = HistogramColumns.of(encoding.kind(), layout);
  }

  private HistogramAppender(
      ChunkEncoding encoding, byte[] chunk, int offset, HistogramIterator end) {
    this.encoding = encoding;
    header = HistogramFormat.hint(chunk[offset + HistogramFormat.FLAGS_AT]);
    out = new BitWriter(HistogramFormat.HEADER_BYTES);
    out.resume(chunk, offset, end.bitsRead());
    out.bytes()[0] = 0;
    out.bytes()[1] = 0;
    layout = end.layout();
    columns = end.columns();
    count = end.samplesRead();
    lastT = end.t();
    lastDelta = end.delta();
  }

  /**
   * Begins a chunk with a histogram, which dictates its layout.
   *
   * @param t milliseconds since the epoch
   * @param before the chunk that the series' sample before is the last one of, if there is one: it
   *     decides what the header says of a counter reset
   */
  public static HistogramAppender begin(long t, NativeHistogram h, @Nullable ChunkAppender before) {
    HistogramAppender chunk = new HistogramAppender(ChunkEncoding.of(h.kind()), hint(h, before), h);
    chunk.append(t, h);
    return chunk;
  }

  private static CounterResetHint hint(NativeHistogram h, @Nullable ChunkAppender before) {
    CounterResetHint own = h.counterResetHint();
    if (own == CounterResetHint.GAUGE || own == CounterResetHint.RESET) {
      return own;
    }
    if (!(before instanceof HistogramAppender histograms)) {
      return CounterResetHint.UNKNOWN;
    }
    return switch (histograms.succession(h)) {
      case CONTINUES, OTHER_LAYOUT -> CounterResetHint.NOT_RESET;
      case RESET -> CounterResetHint.RESET;
      case UNKNOWN -> CounterResetHint.UNKNOWN;
    };
  }

  /** A chunk for one histogram alone, at time 0; its own hint is the header. */
  static HistogramAppender alone(NativeHistogram h) {
    HistogramAppender chunk =
        new HistogramAppender(ChunkEncoding.of(h.kind()), h.counterResetHint(), h);
    chunk.append(0, h);
    return chunk;
  }

  /** See {@link ChunkAppender#reopen}. */
  static HistogramAppender reopen(
      ChunkEncoding encoding, byte[] chunk, int offset, int length, int count) {
    HistogramIterator it = new HistogramIterator();
    it.reset(encoding, chunk, offset, length, count);
    while (it.next()) {
      // Reading to the end leaves the encoder's state in the iterator.
    }
    return new HistogramAppender(encoding, chunk, offset, it);
  }

  /**
   * Appends a histogram if it may be in this chunk: it is of the chunk's kind and layout, no
   * counter has fallen, and it is not a value behind a stale marker. Else nothing changes.
   *
   * @param t milliseconds since the epoch, after that of the sample before; not checked
   */
  public boolean tryAppend(long t, NativeHistogram h) {
    if (count >= XorFormat.MAX_SAMPLES || succession(h) != Succession.CONTINUES) {
      return false;
    }
    append(t, h);
    return true;
  }

  private Succession succession(NativeHistogram h) {
    if (h.kind() != encoding.kind()) {
      return Succession.UNKNOWN;
    }
    if (h.counterResetHint() == CounterResetHint.RESET) {
      return Succession.RESET;
    }
    if (h.isStale()) {
      return Succession.CONTINUES;
    }
    boolean gauge = header == CounterResetHint.GAUGE;
    if (columns.isStale() || gauge != (h.counterResetHint() == CounterResetHint.GAUGE)) {
      return Succession.UNKNOWN;
    }
    if (gauge) {
      boolean same = layout.hasResolutionOf(h) && layout.hasBoundsOf(h) && layout.hasSpansOf(h);
      return same ? Succession.CONTINUES : Succession.UNKNOWN;
    }
    if (columns.countFell(h)) {
      return Succession.RESET;
    }
    if (!layout.hasResolutionOf(h)) {
      return Succession.UNKNOWN;
    }
    if (!layout.hasBoundsOf(h) || columns.bucketFell(h)) {
      return Succession.RESET;
    }
    return layout.hasSpansOf(h) ? Succession.CONTINUES : Succession.OTHER_LAYOUT;
  }

  private void append(long t, NativeHistogram h) {
    boolean first = count == 0;
    if (first) {
      layout.write(out);
      out.varbitInt(t);
    } else {
      long delta = t - lastT;
      out.varbitInt(delta - lastDelta);
      lastDelta = delta;
    }
    columns.write(out, h, first);
    lastT = t;
    count++;
  }

  /**
   * Whether the chunk is long enough, or has so many samples, that the next one should begin
   * another: a constant of the format, since replay must cut chunks where the first run did.
   */
  public boolean isFull() {
    int bytes = byteLength();
    return (bytes >= HistogramFormat.FULL_BYTES && count >= HistogramFormat.MIN_SAMPLES)
        || bytes >= HistogramFormat.MAX_BYTES;
  }

  @Override
  public ChunkEncoding encoding() {
    return encoding;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long lastT() {
    return lastT;
  }

  @Override
  public int byteLength() {
    return out.byteLength();
  }

  @Override
  public ChunkSnapshot snapshot() {
    return new ChunkSnapshot(encoding, out.bytes(), out.bitLength(), count);
  }

  @Override
  public void copyTo(byte[] destination, int offset) {
    System.arraycopy(out.bytes(), 0, destination, offset, byteLength());
    destination[offset] = (byte) (count >>> 8);
    destination[offset + 1] = (byte) count;
  }
}

package io.varve.persistence.chunk;

import io.varve.model.CounterResetHint;
import io.varve.model.ErrorCode;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.model.VarveException;

/** The numbers of both histogram encodings; {@link io.varve.persistence.chunk} specifies them. */
public final class HistogramFormat {
  /** Length of the sample count and the flags in front. */
  public static final int HEADER_BYTES = 3;

  /** A chunk of this many bytes takes no more samples, if it has enough of them. */
  static final int FULL_BYTES = 1024;

  /** The fewest samples of a chunk that is full, unless it is longer than the next. */
  static final int MIN_SAMPLES = 10;

  /** A chunk of this many bytes takes no more samples, however few it has. */
  static final int MAX_BYTES = 1 << 16;

  /** Where the flags stand. */
  static final int FLAGS_AT = 2;

  private static final int FLAGS_MASK = 0xC0;

  private HistogramFormat() {}

  static byte flags(CounterResetHint hint) {
    return (byte)
        switch (hint) {
          case UNKNOWN -> 0;
          case NOT_RESET -> 0x40;
          case RESET -> 0x80;
          case GAUGE -> 0xC0;
        };
  }

  /** What the header of a chunk says about a reset between it and what was before. */
  static CounterResetHint hint(byte flags) {
    return switch (flags & FLAGS_MASK) {
      case 0x40 -> CounterResetHint.NOT_RESET;
      case 0x80 -> CounterResetHint.RESET;
      case 0xC0 -> CounterResetHint.GAUGE;
      default -> CounterResetHint.UNKNOWN;
    };
  }

  /** A histogram by itself: a chunk that has it at time 0, and its hint in the header. */
  public static byte[] encodeOne(NativeHistogram h) {
    return HistogramAppender.alone(h).toBytes();
  }

  /**
   * Reads what {@link #encodeOne} wrote.
   *
   * @throws io.varve.model.CorruptionException if the bytes are no such chunk
   */
  public static NativeHistogram decodeOne(ValueKind kind, byte[] chunk) {
    HistogramIterator in = new HistogramIterator();
    in.reset(ChunkEncoding.of(kind), chunk, 0, chunk.length, 1);
    if (!in.next() || XorFormat.count(chunk, 0, chunk.length) != 1) {
      throw new VarveException(ErrorCode.CORRUPT_DATA, "not a histogram by itself");
    }
    return in.histogram().withHint(hint(chunk[FLAGS_AT]));
  }
}

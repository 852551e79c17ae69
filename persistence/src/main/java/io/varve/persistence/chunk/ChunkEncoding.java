package io.varve.persistence.chunk;

import io.varve.model.ErrorCode;
import io.varve.model.ValueKind;
import io.varve.model.VarveException;

/**
 * How the samples of a chunk are encoded. The codes are Prometheus's own and stand on disk, in the
 * byte before the data of every chunk.
 *
 * <p>Those with start timestamps can be neither read nor written so far. They are named here so
 * that a block which holds them is refused by name and is not taken for a corrupt one.
 */
public enum ChunkEncoding {
  /** Floats, after Gorilla. */
  XOR(1, ValueKind.FLOAT, false),
  /** Native histograms with integer counts. */
  HISTOGRAM(2, ValueKind.HISTOGRAM, false),
  /** Native histograms with float counts. */
  FLOAT_HISTOGRAM(3, ValueKind.FLOAT_HISTOGRAM, false),
  /** Floats with optional start timestamps, control bits of time and value joined. */
  XOR2(4, ValueKind.FLOAT, true),
  /** {@link #HISTOGRAM} with optional start timestamps. */
  HISTOGRAM_ST(5, ValueKind.HISTOGRAM, true),
  /** {@link #FLOAT_HISTOGRAM} with optional start timestamps. */
  FLOAT_HISTOGRAM_ST(6, ValueKind.FLOAT_HISTOGRAM, true);

  private static final ChunkEncoding[] BY_CODE = new ChunkEncoding[7];

  static {
    for (ChunkEncoding encoding : values()) {
      BY_CODE[encoding.code] = encoding;
    }
  }

  private final int code;
  private final ValueKind kind;
  private final boolean startTimes;

  ChunkEncoding(int code, ValueKind kind, boolean startTimes) {
    this.code = code;
    this.kind = kind;
    this.startTimes = startTimes;
  }

  /** The code on disk, 1 to 6. */
  public int code() {
    return code;
  }

  /** The one kind of value that a chunk of this encoding holds. */
  public ValueKind kind() {
    return kind;
  }

  /** Whether samples of this encoding may carry a start timestamp. */
  public boolean hasStartTimes() {
    return startTimes;
  }

  /** Whether this version reads and writes the encoding. */
  public boolean isSupported() {
    return !startTimes;
  }

  /** Whether {@code code} names any encoding, supported or not. */
  public static boolean isKnown(int code) {
    return code > 0 && code < BY_CODE.length;
  }

  /** The encoding in which chunks of a kind of values are written. */
  public static ChunkEncoding of(ValueKind kind) {
    return switch (kind) {
      case FLOAT -> XOR;
      case HISTOGRAM -> HISTOGRAM;
      case FLOAT_HISTOGRAM -> FLOAT_HISTOGRAM;
    };
  }

  /**
   * The supported encoding with this code.
   *
   * @throws VarveException with {@link ErrorCode#UNSUPPORTED} if the code is unknown or names an
   *     encoding that this version cannot read
   */
  public static ChunkEncoding supported(int code) {
    if (!isKnown(code)) {
      throw new VarveException(ErrorCode.UNSUPPORTED, "unknown chunk encoding " + code);
    }
    ChunkEncoding encoding = BY_CODE[code];
    if (!encoding.isSupported()) {
      throw new VarveException(
          ErrorCode.UNSUPPORTED,
          "chunk encoding " + code + " (" + encoding + ") is not supported by this version");
    }
    return encoding;
  }
}

package io.varve.persistence.chunk;

import io.varve.model.CorruptionException;

/** The numbers of the XOR encoding; {@link io.varve.persistence.chunk} specifies it. */
public final class XorFormat {
  /** Length of the sample count in front, big-endian. */
  public static final int HEADER_BYTES = 2;

  /** The most samples that the header can count. */
  public static final int MAX_SAMPLES = 0xFFFF;

  /** The most bytes that a sample after the second can add: 4 + 64 bits of time, 77 of value. */
  public static final int MAX_SAMPLE_BYTES = 19;

  /** The most leading zeros that five bits can name. */
  static final int MAX_LEADING = 31;

  /** Stands in place of the number of leading zeros until a window was written. */
  static final byte NO_WINDOW = -1;

  private XorFormat() {}

  /**
   * The number of samples that the header of a finished chunk names.
   *
   * @throws CorruptionException if the chunk is too short for a header
   */
  public static int count(byte[] chunk, int offset, int length) {
    if (length < HEADER_BYTES) {
      throw tooShort(length);
    }
    return (chunk[offset] & 0xFF) << 8 | (chunk[offset + 1] & 0xFF);
  }

  static CorruptionException tooShort(int length) {
    return new CorruptionException(
        "XOR chunk", 0, "a header of " + HEADER_BYTES + " bytes", length + " bytes");
  }
}

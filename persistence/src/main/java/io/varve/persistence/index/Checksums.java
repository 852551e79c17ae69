package io.varve.persistence.index;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.persistence.fs.ByteSource;
import java.util.HexFormat;

/** Compares computed with stored CRC-32C checksums. */
final class Checksums {
  private Checksums() {}

  /** The checksum that stands, big-endian, at an index. */
  static int stored(byte[] bytes, int index) {
    int value = 0;
    for (int i = index; i < index + IndexFormat.CHECKSUM_BYTES; i++) {
      value = value << 8 | (bytes[i] & 0xFF);
    }
    return value;
  }

  /**
   * Checks {@code length} bytes against the checksum behind them.
   *
   * @param fileOffset where in the file {@code bytes[offset]} stands
   */
  static void check(ByteSource source, long fileOffset, byte[] bytes, int offset, int length) {
    compare(
        source,
        fileOffset + length,
        Crc32c.of(bytes, offset, length),
        stored(bytes, offset + length));
  }

  static void compare(ByteSource source, long offset, int computed, int stored) {
    if (computed != stored) {
      throw new CorruptionException(
          source.name(), offset, "CRC-32C " + hex(computed), "CRC-32C " + hex(stored));
    }
  }

  private static String hex(int value) {
    return HexFormat.of().toHexDigits(value);
  }
}

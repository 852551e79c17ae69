package io.varve.persistence.head;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.FormatVersionException;
import java.nio.file.Path;

/** The name and the header of a head-chunk segment, and the positions in it. */
final class SegmentFormat {
  /** "VHCK" in ASCII. */
  static final int MAGIC = 0x5648434B;

  static final int VERSION = 1;

  /** Magic number, version, shard, segment and checksum: a record never begins at 0. */
  static final int HEADER_BYTES = 16;

  private static final int OFFSET_BITS = 40;
  private static final int NAME_DIGITS = 10;
  private static final String SUFFIX = ".chunks";

  private SegmentFormat() {}

  static long position(int segment, long offset) {
    return (long) segment << OFFSET_BITS | offset;
  }

  static int segment(long position) {
    return (int) (position >>> OFFSET_BITS);
  }

  static long offset(long position) {
    return position & (1L << OFFSET_BITS) - 1;
  }

  static String fileName(int segment) {
    return "%010d%s".formatted(segment, SUFFIX);
  }

  /** The number of the segment that a file holds; 0, which no segment has, for other files. */
  static int number(Path file) {
    String name = file.getFileName().toString();
    if (name.length() != NAME_DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
      return 0;
    }
    int number = 0;
    for (int i = 0; i < NAME_DIGITS; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      number = Math.addExact(Math.multiplyExact(number, 10), digit);
    }
    return number;
  }

  static byte[] header(int shard, int segment) {
    ByteSink out = new ByteSink(HEADER_BYTES);
    out.putInt(MAGIC);
    out.put(0);
    out.put(VERSION);
    out.put(shard >>> 8);
    out.put(shard);
    out.putInt(segment);
    out.putInt(Crc32c.of(out.array(), 0, out.size()));
    return out.toByteArray();
  }

  static void checkHeader(byte[] header, int shard, int segment, String file) {
    ByteCursor in = new ByteCursor(header);
    int magic = in.int32();
    int version = in.unsignedByte() << 8 | in.unsignedByte();
    if (magic == MAGIC && version > VERSION) {
      throw new FormatVersionException(file, version, VERSION, VERSION);
    }
    byte[] expected = header(shard, segment);
    int at = java.util.Arrays.mismatch(header, expected);
    if (at >= 0) {
      throw new CorruptionException(
          file,
          at,
          "the header of segment " + segment + " of shard " + shard,
          java.util.HexFormat.of().formatHex(header));
    }
  }
}

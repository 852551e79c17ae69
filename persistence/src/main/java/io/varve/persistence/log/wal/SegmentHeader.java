package io.varve.persistence.log.wal;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.FormatVersionException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What stands at the beginning of a segment.
 *
 * @param number of the segment
 * @param previous number of the segment that the records before these are in; 0 for none
 * @param previousLength how many bytes of that segment count; what lies beyond are no records
 * @param carriedBytes of records that were made durable together with this header
 * @param table all shards, but stopped ones, as they were before the first record of this segment
 */
record SegmentHeader(
    long number, long previous, long previousLength, long carriedBytes, List<ShardPosition> table) {
  private static final long MAGIC = 0x5641525645_57414CL; // "VARVEWAL"
  private static final int VERSION = 1;
  private static final int FIXED_BYTES = 48;

  /** What must be read to know how long the header is. */
  static final int PREFIX_BYTES = 16;

  private static final int MAX_BYTES = 64 * 1024 * 1024;

  SegmentHeader {
    table = List.copyOf(table);
  }

  int bytes() {
    return FIXED_BYTES + ShardTable.bytes(table) + Integer.BYTES;
  }

  ByteBuffer encode() {
    ByteBuffer target = ByteBuffer.allocate(bytes());
    target
        .putLong(MAGIC)
        .putInt(VERSION)
        .putInt(bytes())
        .putLong(number)
        .putLong(previous)
        .putLong(previousLength)
        .putLong(carriedBytes);
    ShardTable.encode(table, target);
    target.putInt(Crc32c.of(target.array(), 0, target.position()));
    return target.flip();
  }

  /** The encoded size, as the first {@link #PREFIX_BYTES} of a file say. */
  static int bytes(ByteBuffer prefix, String file) {
    if (prefix.remaining() < PREFIX_BYTES) {
      throw new CorruptionException(file, 0, "a segment header", "the end of the file");
    }
    if (prefix.getLong(0) != MAGIC) {
      throw new CorruptionException(
          file, 0, "magic " + hex(MAGIC), "%016x".formatted(prefix.getLong(0)));
    }
    int bytes = prefix.getInt(12);
    if (bytes < FIXED_BYTES + 2 * Integer.BYTES || bytes > MAX_BYTES) {
      throw new CorruptionException(file, 12, "the header's length", Integer.toString(bytes));
    }
    return bytes;
  }

  /**
   * Reads a header from the beginning of a buffer over an array.
   *
   * @throws CorruptionException naming the file
   * @throws FormatVersionException if it is whole, but of another version
   */
  static SegmentHeader decode(ByteBuffer source, String file) {
    int bytes = bytes(source, file);
    if (source.remaining() < bytes) {
      throw new CorruptionException(
          file, 0, bytes + " bytes of header", source.remaining() + " bytes");
    }
    int crcOffset = bytes - Integer.BYTES;
    int expected = source.getInt(crcOffset);
    int found = Crc32c.of(source.array(), source.arrayOffset(), crcOffset);
    if (expected != found) {
      throw new CorruptionException(
          file, crcOffset, "header CRC %08x".formatted(expected), "%08x".formatted(found));
    }
    if (source.getInt(8) != VERSION) {
      throw new FormatVersionException(file, source.getInt(8), VERSION, VERSION);
    }
    return new SegmentHeader(
        source.getLong(16),
        source.getLong(24),
        source.getLong(32),
        source.getLong(40),
        ShardTable.decode(source.slice(FIXED_BYTES, crcOffset - FIXED_BYTES)));
  }

  private static String hex(long value) {
    return "%016x".formatted(value);
  }
}

package io.varve.persistence.log.wal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What stands before a record's payload. Its checksum covers the place where it stands too, so that
 * a record which is part of a payload, or of a file that had these disk blocks before, is none.
 *
 * @param groupStart offset in the segment of the first record that was forced together with this
 *     one; everything before that was durable when this was written
 * @param length of the payload, in bytes
 * @param payloadCrc CRC-32C of the payload
 */
record RecordHeader(
    RecordType type,
    int shard,
    long epoch,
    long sequenceNr,
    int groupStart,
    int length,
    int payloadCrc) {
  /** Encoded size in bytes. */
  static final int BYTES = 40;

  static final byte MAGIC_0 = 'V';
  static final byte MAGIC_1 = 'R';

  private static final int CHECKED_BYTES = 36;

  /** The size of the record, header and payload. */
  int recordBytes() {
    return BYTES + length;
  }

  /** Writes the header at the buffer's position, which is that offset of that segment. */
  void encode(ByteBuffer target, long segment, long offset) {
    int start = target.position();
    target
        .put(MAGIC_0)
        .put(MAGIC_1)
        .put(type.code())
        .put((byte) 0)
        .putInt(shard)
        .putLong(epoch)
        .putLong(sequenceNr)
        .putInt(groupStart)
        .putInt(length)
        .putInt(payloadCrc)
        .putInt(headerCrc(target.slice(start, CHECKED_BYTES), segment, offset));
  }

  /**
   * Reads the header at a position of the buffer, which is that offset of that segment; empty if
   * there is none. The buffer must hold as many bytes; its position stays.
   */
  static Optional<RecordHeader> decode(ByteBuffer source, int at, long segment, long offset) {
    if (source.get(at) != MAGIC_0
        || source.get(at + 1) != MAGIC_1
        || source.get(at + 3) != 0
        || source.getInt(at + CHECKED_BYTES)
            != headerCrc(source.slice(at, CHECKED_BYTES), segment, offset)) {
      return Optional.empty();
    }
    int length = source.getInt(at + 28);
    int groupStart = source.getInt(at + 24);
    if (length < 0 || groupStart < 0 || groupStart > offset) {
      return Optional.empty();
    }
    return RecordType.of(source.get(at + 2))
        .map(
            type ->
                new RecordHeader(
                    type,
                    source.getInt(at + 4),
                    source.getLong(at + 8),
                    source.getLong(at + 16),
                    groupStart,
                    length,
                    source.getInt(at + 32)));
  }

  private static int headerCrc(ByteBuffer checked, long segment, long offset) {
    CRC32C crc = new CRC32C();
    crc.update(checked);
    updateLong(crc, segment);
    updateLong(crc, offset);
    return (int) crc.getValue();
  }

  private static void updateLong(CRC32C crc, long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      crc.update((int) (value >>> shift));
    }
  }
}

package io.varve.persistence.index;

import io.varve.model.CorruptionException;
import io.varve.persistence.fs.ByteSource;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads a stretch of a file from its beginning to its end through a small buffer, and computes its
 * checksum on the way, so that sections larger than memory can be checked. Whatever the bytes are,
 * nothing but {@link CorruptionException} is thrown. Not thread-safe.
 */
final class SectionScanner {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_VARINT_SHIFT = 63;

  private final ByteSource source;
  private final CRC32C crc = new CRC32C();
  private byte[] buffer = new byte[BUFFER_BYTES];
  private long end;
  private long bufferOffset;
  private int position;
  private int limit;
  private int checked;

  private SectionScanner(ByteSource source, long offset, long length) {
    ByteSource.checkRange(source, offset, length);
    this.source = source;
    bufferOffset = offset;
    end = offset + length;
  }

  /** Scans a range that holds no length and no checksum of its own. */
  static SectionScanner range(ByteSource source, long offset, long length) {
    return new SectionScanner(source, offset, length);
  }

  /** Scans a section that begins with its length in four bytes and ends with a checksum. */
  static SectionScanner section(ByteSource source, long offset) {
    SectionScanner scanner = new SectionScanner(source, offset, Integer.BYTES);
    long length = scanner.int32() & 0xFFFF_FFFFL;
    ByteSource.checkRange(source, offset + Integer.BYTES, length + IndexFormat.CHECKSUM_BYTES);
    scanner.end += length;
    scanner.crc.reset();
    scanner.checked = scanner.position;
    return scanner;
  }

  /** Offset in the file of the next byte. */
  long offset() {
    return bufferOffset + position;
  }

  long remaining() {
    return end - offset();
  }

  int int8() {
    need(1);
    return buffer[position++] & 0xFF;
  }

  int int32() {
    need(Integer.BYTES);
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | (buffer[position++] & 0xFF);
    }
    return value;
  }

  long uvarint() {
    long start = offset();
    long value = 0;
    for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
      int b = int8();
      if (b < 0x80) {
        if (shift == MAX_VARINT_SHIFT && b > 1) {
          break;
        }
        return value | (long) b << shift;
      }
      value |= (b & 0x7FL) << shift;
    }
    throw new CorruptionException(source.name(), start, "a varint of 64 bits", "a longer one");
  }

  /** A length of what follows, which cannot be more than what is left. */
  int length() {
    long start = offset();
    long length = uvarint();
    if (length < 0 || length > Math.min(remaining(), Integer.MAX_VALUE - 8)) {
      throw new CorruptionException(
          source.name(),
          start,
          "a length of at most " + remaining(),
          Long.toUnsignedString(length));
    }
    return (int) length;
  }

  String string() {
    int length = length();
    need(length);
    String value = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  void bytes(byte[] destination, int offset, int length) {
    need(length);
    System.arraycopy(buffer, position, destination, offset, length);
    position += length;
  }

  void skip(int length) {
    int left = length;
    while (left > 0) {
      if (position == limit) {
        need(1);
      }
      int n = Math.min(left, limit - position);
      position += n;
      left -= n;
    }
  }

  /** Reads what is left and compares the checksum behind the section. */
  void verify() {
    while (remaining() > 0) {
      skip((int) Math.min(remaining(), BUFFER_BYTES));
    }
    update();
    int expected = (int) crc.getValue();
    byte[] stored = new byte[IndexFormat.CHECKSUM_BYTES];
    source.read(end, stored, 0, stored.length);
    Checksums.compare(source, end, expected, Checksums.stored(stored, 0));
  }

  private void update() {
    crc.update(buffer, checked, position - checked);
    checked = position;
  }

  private void need(int length) {
    if (length <= limit - position) {
      return;
    }
    if (length > remaining()) {
      throw new CorruptionException(
          source.name(), offset(), length + " bytes in the section", remaining() + " bytes");
    }
    update();
    int kept = limit - position;
    byte[] target = length <= buffer.length ? buffer : new byte[length];
    System.arraycopy(buffer, position, target, 0, kept);
    buffer = target;
    bufferOffset += position;
    position = 0;
    checked = 0;
    int read = (int) Math.min(buffer.length - kept, end - bufferOffset - kept);
    source.read(bufferOffset + kept, buffer, kept, read);
    limit = kept + read;
  }
}

package io.varve.persistence.index;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.DecodeException;
import io.varve.persistence.fs.ByteSource;

/**
 * The strings of an index by number. The section is read and checked once, when it is opened; only
 * the place of every {@value IndexFormat#SAMPLING}th symbol is kept, and a look-up reads the few
 * between two places. Immutable, thread-safe.
 */
final class SymbolTable {
  private final ByteSource source;

  /** Offsets in the file of the symbols 0, 32, 64 and so on; at the end, that of the checksum. */
  private final long[] offsets;

  private final int size;

  private SymbolTable(ByteSource source, long[] offsets, int size) {
    this.source = source;
    this.offsets = offsets;
    this.size = size;
  }

  static SymbolTable open(ByteSource source, long offset) {
    SectionScanner scanner = SectionScanner.section(source, offset);
    long count = scanner.int32() & 0xFFFF_FFFFL;
    if (count > Math.min(scanner.remaining(), Integer.MAX_VALUE - IndexFormat.SAMPLING)) {
      throw new CorruptionException(
          source.name(), offset, "at most " + scanner.remaining() + " symbols", "" + count);
    }
    int size = (int) count;
    long[] offsets = new long[(size + IndexFormat.SAMPLING - 1) / IndexFormat.SAMPLING + 1];
    for (int i = 0; i < size; i++) {
      if (i % IndexFormat.SAMPLING == 0) {
        offsets[i / IndexFormat.SAMPLING] = scanner.offset();
      }
      scanner.skip(scanner.length());
    }
    offsets[offsets.length - 1] = scanner.offset();
    scanner.verify();
    return new SymbolTable(source, offsets, size);
  }

  int size() {
    return size;
  }

  /**
   * The symbol with this number.
   *
   * @param usedAt offset in the file of the entry that names the symbol, for the error message
   */
  String get(long number, long usedAt) {
    if (number < 0 || number >= size) {
      throw new CorruptionException(
          source.name(), usedAt, "a symbol below " + size, Long.toUnsignedString(number));
    }
    int group = (int) number / IndexFormat.SAMPLING;
    long start = offsets[group];
    byte[] bytes = new byte[Math.toIntExact(offsets[group + 1] - start)];
    source.read(start, bytes, 0, bytes.length);
    ByteCursor cursor = new ByteCursor(bytes);
    try {
      for (int skip = (int) number % IndexFormat.SAMPLING; skip > 0; skip--) {
        cursor.skip(cursor.length());
      }
      return cursor.string();
    } catch (DecodeException e) {
      throw CorruptionException.decoding(source.name(), start, "symbol " + number, e);
    }
  }

  /** Bytes of heap held. */
  long heapBytes() {
    return (long) offsets.length * Long.BYTES;
  }
}

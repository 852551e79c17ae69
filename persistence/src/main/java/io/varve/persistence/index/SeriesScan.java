package io.varve.persistence.index;

import io.varve.persistence.fs.ByteSource;
import java.util.Arrays;

/** Walks the series section of an index that is being written, for the sake of its postings. */
final class SeriesScan {
  private final SectionScanner scanner;
  private int ref;
  private int labels;
  private int[] symbols = new int[64];

  SeriesScan(ByteSource source, long start, long end) {
    scanner = SectionScanner.range(source, start, end - start);
  }

  boolean next() {
    long padding = -scanner.offset() & (IndexFormat.SERIES_ALIGNMENT - 1);
    if (scanner.remaining() <= padding) {
      return false;
    }
    scanner.skip((int) padding);
    ref = (int) (scanner.offset() / IndexFormat.SERIES_ALIGNMENT);
    int length = scanner.length();
    long end = scanner.offset() + length + IndexFormat.CHECKSUM_BYTES;
    labels = (int) scanner.uvarint();
    if (2 * labels > symbols.length) {
      symbols = Arrays.copyOf(symbols, 4 * labels);
    }
    for (int i = 0; i < 2 * labels; i++) {
      symbols[i] = (int) scanner.uvarint();
    }
    scanner.skip((int) (end - scanner.offset()));
    return true;
  }

  /** Reference of the series. */
  int ref() {
    return ref;
  }

  int labels() {
    return labels;
  }

  /** Number of the symbol that is name {@code i}. */
  int name(int i) {
    return symbols[2 * i];
  }

  /** Number of the symbol that is value {@code i}. */
  int value(int i) {
    return symbols[2 * i + 1];
  }
}

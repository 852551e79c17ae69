package io.varve.persistence.index;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.DecodeException;
import io.varve.model.Labels;
import io.varve.model.Utf8;
import io.varve.persistence.fs.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads series by reference. Keeps a buffer and the strings met last, since neighbours share most
 * of them; so a query makes one of its own. Not thread-safe.
 */
public final class SeriesReader {
  private static final int FIRST_READ_BYTES = 512;
  private static final int CACHED_SYMBOLS = 1 << 9;

  private final ByteSource source;
  private final SymbolTable symbols;
  private final long[] cachedNumbers = new long[CACHED_SYMBOLS];
  private final @Nullable String[] cachedSymbols = new @Nullable String[CACHED_SYMBOLS];
  private byte[] buffer = new byte[FIRST_READ_BYTES];

  SeriesReader(ByteSource source, SymbolTable symbols) {
    this.source = source;
    this.symbols = symbols;
  }

  /**
   * The series with this reference.
   *
   * @throws CorruptionException if the entry is damaged, or there is none
   */
  public SeriesEntry read(int ref) {
    long start = (long) ref * IndexFormat.SERIES_ALIGNMENT;
    ByteSource.checkRange(source, start, 1);
    int available = (int) Math.min(buffer.length, source.size() - start);
    source.read(start, buffer, 0, available);
    ByteCursor cursor = new ByteCursor(buffer, 0, available);
    try {
      long length = cursor.uvarint();
      int head = cursor.position();
      ByteSource.checkRange(source, start + head, length + IndexFormat.CHECKSUM_BYTES);
      if (length > Integer.MAX_VALUE / 2) {
        throw new CorruptionException(source.name(), start, "a series below 1 GiB", "" + length);
      }
      int end = head + (int) length;
      int whole = end + IndexFormat.CHECKSUM_BYTES;
      if (whole > available) {
        buffer = new byte[whole];
        source.read(start, buffer, 0, whole);
      }
      Checksums.check(source, start + head, buffer, head, (int) length);
      return decode(cursor.reset(buffer, head, (int) length), start);
    } catch (DecodeException e) {
      throw CorruptionException.decoding(source.name(), start, "a series entry", e);
    }
  }

  private SeriesEntry decode(ByteCursor cursor, long start) {
    int count = cursor.uvarintUpTo(cursor.remaining());
    String[] pairs = new String[2 * count];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = symbol(cursor.uvarint(), start);
    }
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1].isEmpty() || (i > 0 && Utf8.compare(pairs[i - 2], pairs[i]) >= 0)) {
        throw new CorruptionException(
            source.name(), start, "labels with values, in order", String.join(",", pairs));
      }
    }
    return new SeriesEntry(Labels.ofSorted(pairs), decodeChunks(cursor));
  }

  private static ChunkMetas decodeChunks(ByteCursor cursor) {
    int count = cursor.uvarintUpTo(cursor.remaining());
    ChunkMetas chunks = new ChunkMetas(count);
    long time = 0;
    long ref = 0;
    for (int i = 0; i < count; i++) {
      long minTime = i == 0 ? cursor.varint() : time + cursor.uvarint();
      time = minTime + cursor.uvarint();
      ref = i == 0 ? cursor.uvarint() : ref + cursor.varint();
      try {
        chunks.add(ref, minTime, time);
      } catch (IllegalArgumentException e) {
        throw new DecodeException(String.valueOf(e.getMessage()), cursor.position());
      }
    }
    return chunks;
  }

  private String symbol(long number, long start) {
    int slot = (int) number & (CACHED_SYMBOLS - 1);
    String cached = cachedSymbols[slot];
    if (cached != null && cachedNumbers[slot] == number) {
      return cached;
    }
    String symbol = symbols.get(number, start);
    cachedNumbers[slot] = number;
    cachedSymbols[slot] = symbol;
    return symbol;
  }
}

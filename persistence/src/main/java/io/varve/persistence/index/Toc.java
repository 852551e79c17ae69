package io.varve.persistence.index;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.persistence.fs.ByteSource;
import io.varve.persistence.fs.DiskOutput;
import java.io.IOException;

/**
 * The table of contents at the end of an index: where each section begins, in bytes. What is here
 * called label indices is no longer written; both offsets name the place where it would be.
 */
record Toc(
    long symbols,
    long series,
    long labelIndices,
    long labelOffsetTable,
    long postings,
    long postingsOffsetTable) {

  static Toc read(ByteSource source) {
    long offset = source.size() - IndexFormat.TOC_BYTES;
    byte[] bytes = new byte[IndexFormat.TOC_BYTES];
    source.read(offset, bytes, 0, bytes.length);
    Checksums.check(source, offset, bytes, 0, bytes.length - IndexFormat.CHECKSUM_BYTES);
    ByteCursor cursor = new ByteCursor(bytes);
    Toc toc =
        new Toc(
            cursor.int64(),
            cursor.int64(),
            cursor.int64(),
            cursor.int64(),
            cursor.int64(),
            cursor.int64());
    if (toc.symbols < IndexFormat.HEADER_BYTES
        || toc.series < toc.symbols
        || toc.postings < toc.series
        || toc.postingsOffsetTable < toc.postings
        || offset < toc.postingsOffsetTable) {
      throw new CorruptionException(
          source.name(), offset, "offsets of sections in order", "" + toc);
    }
    return toc;
  }

  void write(DiskOutput out) throws IOException {
    out.beginChecksum();
    out.int64(symbols);
    out.int64(series);
    out.int64(labelIndices);
    out.int64(labelOffsetTable);
    out.int64(postings);
    out.int64(postingsOffsetTable);
    out.checksum();
  }
}

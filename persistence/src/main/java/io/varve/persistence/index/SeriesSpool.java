package io.varve.persistence.index;

import io.varve.model.Labels;
import io.varve.model.Varint;
import io.varve.persistence.fs.ByteSource;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Keeps series in a temporary file, in order, until all symbols are known: symbols come first in an
 * index and their numbers depend on all of them. Entries are those of the index, but for
 * provisional symbol numbers and the missing checksum.
 *
 * <pre>{@code entry = number of labels:uvarint  { name:uvarint  value:uvarint }
 *         length of chunks:uvarint  chunks}</pre>
 */
final class SeriesSpool implements Closeable {
  private final Disk disk;
  private final Path path;
  private final DiskOutput out;
  private byte[] chunkBytes = new byte[256];
  private boolean closed;

  SeriesSpool(Disk disk, Path path) throws IOException {
    this.disk = disk;
    this.path = path;
    out = DiskOutput.create(disk, path);
  }

  void add(Labels labels, ChunkMetas chunks, SymbolCollector symbols) throws IOException {
    out.uvarint(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      out.uvarint(symbols.add(labels.name(i)));
      out.uvarint(symbols.add(labels.value(i)));
    }
    int length = encode(chunks);
    out.uvarint(length);
    out.bytes(chunkBytes, 0, length);
  }

  /** The last part of a series entry: times and references as differences. */
  private int encode(ChunkMetas chunks) {
    int most = (1 + 3 * chunks.size()) * Varint.MAX_BYTES;
    if (most > chunkBytes.length) {
      chunkBytes = new byte[most * 2];
    }
    int at = Varint.putUvarint(chunkBytes, 0, chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      at =
          i == 0
              ? Varint.putVarint(chunkBytes, at, chunks.minTime(0))
              : Varint.putUvarint(chunkBytes, at, chunks.minTime(i) - chunks.maxTime(i - 1));
      at = Varint.putUvarint(chunkBytes, at, chunks.maxTime(i) - chunks.minTime(i));
      at =
          i == 0
              ? Varint.putUvarint(chunkBytes, at, chunks.ref(0))
              : Varint.putVarint(chunkBytes, at, chunks.ref(i) - chunks.ref(i - 1));
    }
    return at;
  }

  /** All entries from the first one on. */
  SectionScanner scan() throws IOException {
    out.flush();
    ByteSource source = out.source(path.toString());
    return SectionScanner.range(source, 0, source.size());
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      out.close();
      disk.delete(path);
    }
  }
}

package io.varve.persistence.index;

import io.varve.model.Labels;
import io.varve.model.Varint;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes an index in one pass over the series, which come in the order of their labels.
 *
 * <p>In memory it holds the distinct strings, 16 bytes for each pair of name and value, and while
 * postings are written one array of at most the larger of {@value PostingsWriter#MIN_BATCH} and the
 * number of series. Series lie in a temporary file beside the index until {@link #finish}.
 *
 * <p>Not thread-safe. {@link #close} without finish leaves an unfinished file, which no reader
 * opens; the temporary file is deleted in any case.
 */
public final class IndexWriter implements Closeable {
  private static final Labels NONE = Labels.of();

  private final Path file;
  private final DiskOutput out;
  private final SeriesSpool spool;
  private final SymbolCollector symbols = new SymbolCollector();
  private Labels lastLabels = NONE;
  private long lastRef = -1;
  private long numSeries;
  private long numChunks;
  private int maxSeriesBytes;
  private byte[] entry = new byte[1024];

  private IndexWriter(Path file, DiskOutput out, SeriesSpool spool) {
    this.file = file;
    this.out = out;
    this.spool = spool;
  }

  /**
   * Begins an index.
   *
   * @param file must not exist, nor {@code file} with {@code .series.tmp} at its end
   */
  public static IndexWriter create(Disk disk, Path file) throws IOException {
    DiskOutput out = DiskOutput.create(disk, file);
    try {
      SeriesSpool spool =
          new SeriesSpool(disk, file.resolveSibling(file.getFileName() + ".series.tmp"));
      return new IndexWriter(file, out, spool);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /**
   * Adds a series.
   *
   * @param labels greater than those of the series before, and not empty
   * @param chunks its chunks, behind those of the series before; copied
   * @throws IllegalArgumentException if either is out of order
   */
  public void add(Labels labels, ChunkMetas chunks) throws IOException {
    if (labels.compareTo(lastLabels) <= 0) {
      throw new IllegalArgumentException("series " + labels + " does not come after " + lastLabels);
    }
    if (chunks.size() > 0) {
      if (chunks.ref(0) <= lastRef) {
        throw new IllegalArgumentException(
            "chunk " + chunks.ref(0) + " of " + labels + " does not come after " + lastRef);
      }
      lastRef = chunks.ref(chunks.size() - 1);
    }
    spool.add(labels, chunks, symbols);
    lastLabels = labels;
    numSeries++;
    numChunks += chunks.size();
  }

  /** Writes the index and makes the file's contents last. May be called once. */
  public IndexStats finish() throws IOException {
    out.int32(IndexFormat.MAGIC);
    out.int8(IndexFormat.VERSION);
    long symbolsStart = out.position();
    SymbolCollector.Numbered numbered = symbols.number();
    writeSymbols(numbered.sorted());
    long seriesStart = out.position();
    writeSeries(numbered.finalNumbers());
    spool.close();
    long seriesEnd = out.position();
    out.flush();
    PostingsWriter postings = new PostingsWriter(out, file.toString(), numbered.sorted());
    postings.write(seriesStart, seriesEnd, numSeries);
    long table = out.position();
    postings.writeOffsetTable();
    new Toc(symbolsStart, seriesStart, seriesEnd, table, seriesEnd, table).write(out);
    out.force();
    return new IndexStats(numSeries, numChunks, maxSeriesBytes, out.position());
  }

  private void writeSymbols(String[] sorted) throws IOException {
    long length = Integer.BYTES;
    for (String symbol : sorted) {
      length += PostingsWriter.encodedSize(symbol);
    }
    if (length > IndexFormat.MAX_SECTION_BYTES) {
      throw new IllegalStateException("the symbols take " + length + " bytes, over 4 GiB");
    }
    out.int32((int) length);
    out.beginChecksum();
    out.int32(sorted.length);
    for (String symbol : sorted) {
      out.string(symbol);
    }
    out.checksum();
  }

  private void writeSeries(int[] finalNumbers) throws IOException {
    SectionScanner scanner = spool.scan();
    while (scanner.remaining() > 0) {
      int length = readEntry(scanner, finalNumbers);
      out.align(IndexFormat.SERIES_ALIGNMENT);
      long start = out.position();
      out.uvarint(length);
      out.beginChecksum();
      out.bytes(entry, 0, length);
      out.checksum();
      maxSeriesBytes = Math.max(maxSeriesBytes, (int) (out.position() - start));
    }
    if (out.position() > IndexFormat.MAX_INDEX_BYTES) {
      throw new IllegalStateException("the series take over 32 GiB");
    }
  }

  private int readEntry(SectionScanner scanner, int[] finalNumbers) {
    int labels = (int) scanner.uvarint();
    reserve((1 + 2 * labels) * Varint.MAX_BYTES);
    int at = Varint.putUvarint(entry, 0, labels);
    for (int i = 0; i < 2 * labels; i++) {
      at = Varint.putUvarint(entry, at, finalNumbers[(int) scanner.uvarint()]);
    }
    int chunks = scanner.length();
    reserve(at + chunks);
    scanner.bytes(entry, at, chunks);
    return at + chunks;
  }

  private void reserve(int length) {
    if (length > entry.length) {
      entry = Arrays.copyOf(entry, length * 2);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      spool.close();
    } finally {
      out.close();
    }
  }
}

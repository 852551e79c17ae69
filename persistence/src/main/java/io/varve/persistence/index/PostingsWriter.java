package io.varve.persistence.index;

import io.varve.model.Utf8;
import io.varve.model.Varint;
import io.varve.persistence.fs.ByteSource;
import io.varve.persistence.fs.DiskOutput;
import it.unimi.dsi.fastutil.ints.Int2IntRBTreeMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.util.Arrays;

/**
 * Writes the postings of an index, name by name, and then the table of their offsets.
 *
 * <p>The series section, written before, is read once for each batch of names. A batch takes as
 * many names as have together no more uses than there are series, or than {@link #MIN_BATCH}, so
 * that memory is bounded by the number of series and small blocks need one pass.
 */
final class PostingsWriter {
  /** Uses of names, eight bytes each, that are gathered at once in any case. */
  static final int MIN_BATCH = 4_000_000;

  private final DiskOutput out;
  private final String file;
  private final String[] symbols;

  /** For each list of postings: numbers of name and value, and where it stands. */
  private final LongArrayList keys = new LongArrayList();

  private final LongArrayList offsets = new LongArrayList();

  PostingsWriter(DiskOutput out, String file, String[] symbols) {
    this.out = out;
    this.file = file;
    this.symbols = symbols;
  }

  /** Writes all lists. The series must have been flushed. */
  void write(long seriesStart, long seriesEnd, long numSeries) throws IOException {
    ByteSource source = out.source(file);
    out.align(IndexFormat.POSTINGS_ALIGNMENT);
    Int2IntRBTreeMap uses = new Int2IntRBTreeMap();
    writeAll(new SeriesScan(source, seriesStart, seriesEnd), (int) numSeries, uses);
    long most = Math.max(numSeries, MIN_BATCH);
    Int2ObjectOpenHashMap<Uses> batch = new Int2ObjectOpenHashMap<>();
    long gathered = 0;
    for (int name : uses.keySet().toIntArray()) {
      int count = uses.get(name);
      if (gathered > 0 && gathered + count > most) {
        writeBatch(new SeriesScan(source, seriesStart, seriesEnd), batch);
        gathered = 0;
      }
      batch.put(name, new Uses(count));
      gathered += count;
    }
    writeBatch(new SeriesScan(source, seriesStart, seriesEnd), batch);
  }

  /** Writes the list of all series, under the empty name and value, and counts uses of names. */
  private void writeAll(SeriesScan scan, int numSeries, Int2IntRBTreeMap uses) throws IOException {
    long[] all = new long[numSeries];
    int count = 0;
    while (scan.next()) {
      all[count++] = scan.ref();
      for (int i = 0; i < scan.labels(); i++) {
        uses.addTo(scan.name(i), 1);
      }
    }
    writeList(-1, 0, all, 0, count);
  }

  private void writeBatch(SeriesScan scan, Int2ObjectOpenHashMap<Uses> batch) throws IOException {
    while (scan.next()) {
      for (int i = 0; i < scan.labels(); i++) {
        Uses uses = batch.get(scan.name(i));
        if (uses != null) {
          uses.add(scan.value(i), scan.ref());
        }
      }
    }
    int[] names = batch.keySet().toIntArray();
    Arrays.sort(names);
    for (int name : names) {
      writeLists(name, batch.get(name).sorted());
    }
    batch.clear();
  }

  private void writeLists(int name, long[] valuesAndRefs) throws IOException {
    int from = 0;
    for (int i = 1; i <= valuesAndRefs.length; i++) {
      if (i == valuesAndRefs.length || valuesAndRefs[i] >>> 32 != valuesAndRefs[from] >>> 32) {
        writeList(name, (int) (valuesAndRefs[from] >>> 32), valuesAndRefs, from, i);
        from = i;
      }
    }
  }

  /** The lower halves of {@code refs} are the list; the name -1 stands for the empty pair. */
  private void writeList(int name, int value, long[] refs, int from, int to) throws IOException {
    out.align(IndexFormat.POSTINGS_ALIGNMENT);
    keys.add((long) name << 32 | value);
    offsets.add(out.position());
    out.int32(Integer.BYTES * (1 + to - from));
    out.beginChecksum();
    out.int32(to - from);
    for (int i = from; i < to; i++) {
      out.int32((int) refs[i]);
    }
    out.checksum();
  }

  void writeOffsetTable() throws IOException {
    long length = Integer.BYTES;
    for (int i = 0; i < keys.size(); i++) {
      length +=
          1 + encodedSize(name(i)) + encodedSize(value(i)) + Varint.uvarintSize(offsets.getLong(i));
    }
    if (length > IndexFormat.MAX_SECTION_BYTES) {
      throw new IllegalStateException("the postings offset table takes over 4 GiB");
    }
    out.int32((int) length);
    out.beginChecksum();
    out.int32(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      out.uvarint(IndexFormat.KEYS_PER_ENTRY);
      out.string(name(i));
      out.string(value(i));
      out.uvarint(offsets.getLong(i));
    }
    out.checksum();
  }

  private String name(int i) {
    long key = keys.getLong(i);
    return key < 0 ? "" : symbols[(int) (key >>> 32)];
  }

  private String value(int i) {
    long key = keys.getLong(i);
    return key < 0 ? "" : symbols[(int) key];
  }

  /** Number of bytes of a string behind its length. */
  static int encodedSize(String s) {
    int length = Utf8.encodedLength(s);
    return Varint.uvarintSize(length) + length;
  }

  /** The uses of one name: number of the value above, reference of the series below. */
  private static final class Uses {
    private final long[] valuesAndRefs;
    private int size;

    Uses(int count) {
      valuesAndRefs = new long[count];
    }

    void add(int value, int ref) {
      valuesAndRefs[size++] = (long) value << 32 | ref;
    }

    /** Symbols are numbered in order, so that this is the order of the values' bytes. */
    long[] sorted() {
      Arrays.sort(valuesAndRefs);
      return valuesAndRefs;
    }
  }
}

package io.varve.persistence.index;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.FormatVersionException;
import io.varve.model.Utf8;
import io.varve.persistence.fs.ByteSource;
import io.varve.persistence.match.CompiledMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * An open index. Opening it reads and checks the symbols and the postings offset table, and keeps
 * of both a sample, so that an open index takes little memory; everything else is read by ranges
 * when it is asked for, and checked then.
 *
 * <p>Immutable and thread-safe; does not own the source, which must stay open. All methods throw
 * {@link CorruptionException} if the bytes do not match their checksums or the format.
 */
public final class IndexReader {
  private final PostingsReader postings;
  private final SymbolTable symbols;
  private final PostingsOffsets offsets;
  private final ByteSource source;

  private IndexReader(ByteSource source, SymbolTable symbols, PostingsOffsets offsets) {
    this.source = source;
    this.symbols = symbols;
    this.offsets = offsets;
    postings = new PostingsReader(source);
  }

  /**
   * Opens an index.
   *
   * @throws FormatVersionException if it is not of version 2
   */
  public static IndexReader open(ByteSource source) {
    byte[] header = new byte[IndexFormat.HEADER_BYTES];
    source.read(0, header, 0, header.length);
    ByteCursor cursor = new ByteCursor(header);
    int magic = cursor.int32();
    if (magic != IndexFormat.MAGIC) {
      throw new CorruptionException(
          source.name(), 0, Integer.toHexString(IndexFormat.MAGIC), Integer.toHexString(magic));
    }
    int version = cursor.unsignedByte();
    if (version != IndexFormat.VERSION) {
      throw new FormatVersionException(
          source.name(), version, IndexFormat.VERSION, IndexFormat.VERSION);
    }
    Toc toc = Toc.read(source);
    SymbolTable symbols = SymbolTable.open(source, toc.symbols());
    PostingsOffsets offsets = PostingsOffsets.open(source, toc.postingsOffsetTable());
    return new IndexReader(source, symbols, offsets);
  }

  /** All label names, in the order of their bytes. */
  public List<String> labelNames() {
    return offsets.names();
  }

  /** All values of a label name, in the order of their bytes; empty if there is no such name. */
  public List<String> labelValues(String name) {
    List<String> values = new ArrayList<>(offsets.valueCount(name));
    if (!name.isEmpty()) {
      offsets.scan(name, "", (value, _) -> values.add(value));
    }
    return values;
  }

  /** All series. */
  public Postings allPostings() {
    return postings("", "");
  }

  /** The series that have this label; the empty name and value stand for all series. */
  public Postings postings(String name, String value) {
    long offset = offsets.find(name, value);
    return offset < 0 ? Postings.EMPTY : postings.read(offset);
  }

  /** The series that have one of these values. */
  Postings postings(String name, Collection<String> values) {
    List<Postings> lists = new ArrayList<>(values.size());
    for (String value : values) {
      if (!value.isEmpty()) {
        lists.add(postings(name, value));
      }
    }
    return Postings.union(lists);
  }

  /**
   * The series whose value of this label begins with the prefix and passes the test; never those
   * without the label.
   */
  Postings postings(String name, String prefix, Predicate<String> test) {
    List<Postings> lists = new ArrayList<>();
    offsets.scan(
        name,
        prefix,
        (value, offset) -> {
          if (value.startsWith(prefix)) {
            if (test.test(value)) {
              lists.add(postings.read(offset));
            }
            return true;
          }
          return Utf8.compare(value, prefix) < 0;
        });
    return Postings.union(lists);
  }

  /** The series that all the matchers match, those without a label having the empty value. */
  public Postings select(List<CompiledMatcher> matchers) {
    return MatcherSelection.select(this, matchers);
  }

  /** A reader of series, to be used by one thread. */
  public SeriesReader seriesReader() {
    return new SeriesReader(source, symbols);
  }

  /** Number of distinct strings. */
  public int symbolCount() {
    return symbols.size();
  }

  /** Bytes of heap that the open index holds, about. */
  public long heapBytes() {
    return symbols.heapBytes() + offsets.heapBytes();
  }
}

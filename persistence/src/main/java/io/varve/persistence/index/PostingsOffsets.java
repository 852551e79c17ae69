package io.varve.persistence.index;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.DecodeException;
import io.varve.model.Utf8;
import io.varve.persistence.fs.ByteSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The postings offset table: which names and values there are and where the postings of each begin.
 * The section is read and checked once, when it is opened; after that entries are read in stretches
 * of {@value IndexFormat#SAMPLING}. Immutable, thread-safe.
 */
final class PostingsOffsets {
  private final ByteSource source;
  private final Map<String, ValueTable> names;

  private PostingsOffsets(ByteSource source, Map<String, ValueTable> names) {
    this.source = source;
    this.names = names;
  }

  static PostingsOffsets open(ByteSource source, long offset) {
    SectionScanner scanner = SectionScanner.section(source, offset);
    long count = scanner.int32() & 0xFFFF_FFFFL;
    Map<String, ValueTable> names = new HashMap<>();
    String lastName = "";
    String lastValue = "";
    ValueTable table = new ValueTable();
    for (long i = 0; i < count; i++) {
      long start = scanner.offset();
      checkKeys(source, start, scanner.uvarint());
      String name = scanner.string();
      String value = scanner.string();
      scanner.uvarint();
      int order = i == 0 ? -1 : Utf8.compare(lastName, name);
      if (order > 0 || (order == 0 && Utf8.compare(lastValue, value) >= 0)) {
        throw new CorruptionException(
            source.name(),
            start,
            "an entry after " + lastName + "=" + lastValue,
            name + "=" + value);
      }
      if (order < 0) {
        table = new ValueTable();
        names.put(name, table);
        lastName = name;
      }
      table.add(value, start, scanner.offset());
      lastValue = value;
    }
    scanner.verify();
    return new PostingsOffsets(source, names);
  }

  private static void checkKeys(ByteSource source, long offset, long keys) {
    if (keys != IndexFormat.KEYS_PER_ENTRY) {
      throw new CorruptionException(
          source.name(), offset, "2 keys", Long.toUnsignedString(keys) + " keys");
    }
  }

  /** All names in order, without the empty one under which all series stand. */
  List<String> names() {
    List<String> sorted = new ArrayList<>(names.keySet());
    sorted.remove("");
    sorted.sort(Utf8::compare);
    return Collections.unmodifiableList(sorted);
  }

  /** Number of values of a name. */
  int valueCount(String name) {
    ValueTable table = names.get(name);
    return table == null ? 0 : table.count();
  }

  /** Where the postings of a pair begin in the file, or -1. */
  long find(String name, String value) {
    ValueTable table = names.get(name);
    int group = table == null ? -1 : table.groupOf(value);
    if (table == null || group < 0) {
      return -1;
    }
    Found found = new Found(value);
    readGroup(table, group, found);
    return found.offset;
  }

  /**
   * Shows the values of a name in order, from the first one not before {@code from} on (and perhaps
   * some before it).
   */
  void scan(String name, String from, ValueVisitor visitor) {
    ValueTable table = names.get(name);
    if (table == null) {
      return;
    }
    for (int group = Math.max(0, table.groupOf(from)); group < table.groups(); group++) {
      if (!readGroup(table, group, visitor)) {
        return;
      }
    }
  }

  private boolean readGroup(ValueTable table, int group, ValueVisitor visitor) {
    long start = table.groupStart(group);
    byte[] bytes = new byte[Math.toIntExact(table.groupEnd(group) - start)];
    source.read(start, bytes, 0, bytes.length);
    ByteCursor cursor = new ByteCursor(bytes);
    try {
      for (int i = table.groupCount(group); i > 0; i--) {
        checkKeys(source, start + cursor.position(), cursor.uvarint());
        cursor.skip(cursor.length());
        String value = cursor.string();
        if (!visitor.visit(value, cursor.uvarint())) {
          return false;
        }
      }
      return true;
    } catch (DecodeException e) {
      throw CorruptionException.decoding(source.name(), start, "entries of postings offsets", e);
    }
  }

  /** Bytes of heap held, about. */
  long heapBytes() {
    return names.values().stream().mapToLong(ValueTable::heapBytes).sum();
  }

  /** Is shown the values of a name. */
  @FunctionalInterface
  interface ValueVisitor {
    /**
     * Takes a value.
     *
     * @param offset where its postings begin in the file
     * @return whether to go on
     */
    boolean visit(String value, long offset);
  }

  private static final class Found implements ValueVisitor {
    private final String wanted;
    private long offset = -1;

    Found(String wanted) {
      this.wanted = wanted;
    }

    @Override
    public boolean visit(String value, long newOffset) {
      int order = Utf8.compare(value, wanted);
      if (order == 0) {
        offset = newOffset;
      }
      return order < 0;
    }
  }
}

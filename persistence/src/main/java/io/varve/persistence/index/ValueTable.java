package io.varve.persistence.index;

import io.varve.model.Utf8;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in the postings offset table the values of one label name stand: the place of every {@value
 * IndexFormat#SAMPLING}th value, and of the end. Immutable once built.
 */
final class ValueTable {
  private final List<String> values = new ArrayList<>(1);
  private final List<Long> offsets = new ArrayList<>(1);
  private int count;
  private long end;

  /** Takes the next value, whose entry spans these offsets in the file. */
  void add(String value, long start, long newEnd) {
    if (count % IndexFormat.SAMPLING == 0) {
      values.add(value);
      offsets.add(start);
    }
    count++;
    end = newEnd;
  }

  /** Number of values. */
  int count() {
    return count;
  }

  /** Number of stretches of {@value IndexFormat#SAMPLING} entries, the last one perhaps shorter. */
  int groups() {
    return values.size();
  }

  long groupStart(int group) {
    return offsets.get(group);
  }

  long groupEnd(int group) {
    return group + 1 < groups() ? offsets.get(group + 1) : end;
  }

  /** Number of entries in a stretch. */
  int groupCount(int group) {
    return Math.min(IndexFormat.SAMPLING, count - group * IndexFormat.SAMPLING);
  }

  /** The stretch that holds the value if any does; -1 if it comes before all. */
  int groupOf(String value) {
    int low = 0;
    int high = groups() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Utf8.compare(values.get(middle), value) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  /** Bytes of heap held, about. */
  long heapBytes() {
    long bytes = 0;
    for (String value : values) {
      bytes += 64 + value.length();
    }
    return bytes;
  }
}

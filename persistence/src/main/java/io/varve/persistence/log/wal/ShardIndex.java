package io.varve.persistence.log.wal;

import java.util.Arrays;

/**
 * Where the records of one shard are: consecutive sequence numbers, twelve bytes each. Not
 * thread-safe.
 */
final class ShardIndex {
  private long base;
  private long[] places = new long[16];
  private int[] sizes = new int[16];
  private int start;
  private int end;

  /** A place in the log. Segment numbers and offsets have 31 bits. */
  static long place(long segment, long offset) {
    if (segment < 0 || segment > Integer.MAX_VALUE || offset < 0 || offset > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("segment " + segment + ", offset " + offset);
    }
    return segment << 32 | offset;
  }

  static long segment(long place) {
    return place >>> 32;
  }

  static long offset(long place) {
    return place & 0xFFFF_FFFFL;
  }

  /** The sequence number before the first one that is kept. */
  long base() {
    return base;
  }

  /** The last sequence number; {@link #base} when there are no records. */
  long last() {
    return base + end - start;
  }

  /** Adds the record behind the last one. */
  void add(long place, int recordBytes) {
    if (end == places.length) {
      makeRoom();
    }
    places[end] = place;
    sizes[end] = recordBytes;
    end++;
  }

  long place(long sequenceNr) {
    return places[slot(sequenceNr)];
  }

  int recordBytes(long sequenceNr) {
    return sizes[slot(sequenceNr)];
  }

  /** Removes all records above a sequence number; they end there then, also when none is left. */
  void cut(long last) {
    if (last < base) {
      startAt(last);
    } else if (last < last()) {
      end = slot(last) + 1;
    }
  }

  /** Forgets the records up to a sequence number, as far as there are any. */
  void forget(long upTo) {
    if (upTo > base) {
      int n = (int) Math.min(upTo - base, end - start);
      start += n;
      base += n;
    }
  }

  /** Empties it; the next record has the number behind the given one. */
  void startAt(long newBase) {
    base = newBase;
    start = 0;
    end = 0;
  }

  private int slot(long sequenceNr) {
    return Math.toIntExact(start + sequenceNr - base - 1);
  }

  private void makeRoom() {
    int size = end - start;
    boolean mostlyForgotten = start > size;
    int capacity = mostlyForgotten ? places.length : places.length * 2;
    places = Arrays.copyOf(Arrays.copyOfRange(places, start, end), capacity);
    sizes = Arrays.copyOf(Arrays.copyOfRange(sizes, start, end), capacity);
    start = 0;
    end = size;
  }
}

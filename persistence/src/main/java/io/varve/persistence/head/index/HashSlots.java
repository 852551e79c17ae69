package io.varve.persistence.head.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An open-addressed table of ints by 32-bit hash, with linear probing. It knows hashes only: who
 * looks something up walks the entries of a hash and compares what they stand for.
 *
 * <p>An entry is hash and value in one {@code long}, so that it appears to readers at once (see the
 * package's protocol); value 0 does not occur. A walk is
 *
 * <pre>{@code
 * long[] slots = table.slots();
 * for (int i = HashSlots.first(slots, hash); ; i = HashSlots.next(slots, i)) {
 *   long entry = HashSlots.entry(slots, i);
 *   if (entry == 0) { return NONE; }
 *   if (HashSlots.hash(entry) == hash && …HashSlots.value(entry)…) { … }
 * }
 * }</pre>
 */
final class HashSlots {
  private static final int FIRST_SIZE = 16;
  private static final VarHandle SLOTS;
  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);

  static {
    try {
      SLOTS = MethodHandles.lookup().findVarHandle(HashSlots.class, "slots", long[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long[] slots = new long[FIRST_SIZE];
  private int used;

  /** Returns the table as it stands, for one walk. */
  long[] slots() {
    return (long[]) SLOTS.getAcquire(this);
  }

  static int first(long[] slots, int hash) {
    return hash & (slots.length - 1);
  }

  static int next(long[] slots, int i) {
    return (i + 1) & (slots.length - 1);
  }

  static long entry(long[] slots, int i) {
    return (long) ENTRY.getAcquire(slots, i);
  }

  static int hash(long entry) {
    return (int) (entry >>> 32);
  }

  static int value(long entry) {
    return (int) entry;
  }

  /** Adds an entry, whether or not an equal one is there. Writer only. */
  void insert(int hash, int value) {
    // At most two thirds full: walks stay short, and the average table takes 16 bytes an entry.
    if (3L * (used + 1) > 2L * slots.length) {
      grow();
    }
    place(slots, ((long) hash << 32) | (value & 0xFFFF_FFFFL));
    used++;
  }

  private void grow() {
    long[] grown = new long[Math.multiplyExact(2, slots.length)];
    for (long entry : slots) {
      if (entry != 0) {
        place(grown, entry);
      }
    }
    SLOTS.setRelease(this, grown);
  }

  private static void place(long[] table, long entry) {
    int i = first(table, hash(entry));
    while (table[i] != 0) {
      i = next(table, i);
    }
    ENTRY.setRelease(table, i, entry);
  }

  /**
   * Removes the entry if it is there and closes the gap. Only for tables that nobody else reads: an
   * entry that moves could be missed.
   */
  void remove(int hash, int value) {
    int i = first(slots, hash);
    while (slots[i] != 0) {
      if (hash(slots[i]) == hash && value(slots[i]) == value) {
        closeGap(i);
        used--;
        return;
      }
      i = next(slots, i);
    }
  }

  /** Moves back what a walk from its own place would no longer reach past the gap. */
  private void closeGap(int removed) {
    int gap = removed;
    int mask = slots.length - 1;
    for (int i = next(slots, gap); slots[i] != 0; i = next(slots, i)) {
      int distance = (i - first(slots, hash(slots[i]))) & mask;
      if (distance >= ((i - gap) & mask)) {
        slots[gap] = slots[i];
        gap = i;
      }
    }
    slots[gap] = 0;
  }

  /** Returns the heap that this takes. Writer only. */
  long memoryBytes() {
    return HeapSize.ofArray(slots.length, Long.BYTES);
  }
}

package io.varve.persistence.head.index;

import java.util.Arrays;

/** Operations on ascending slots and on bit sets of slots. */
final class SlotSets {
  private SlotSets() {}

  /** Returns an empty bit set for slots below the bound. */
  static long[] bits(int bound) {
    return new long[(bound >>> 6) + 1];
  }

  /** Returns the slots whose bits are set. */
  static int[] slots(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    int[] slots = new int[count];
    int at = 0;
    for (int i = 0; i < bits.length; i++) {
      for (long word = bits[i]; word != 0; word &= word - 1) {
        slots[at++] = i << 6 | Long.numberOfTrailingZeros(word);
      }
    }
    return slots;
  }

  /** Returns those of the slots whose bit is as wanted; slots beyond the bit set count as unset. */
  static int[] filter(int[] slots, long[] bits, boolean wanted) {
    int[] kept = new int[slots.length];
    int count = 0;
    for (int slot : slots) {
      int word = slot >>> 6;
      boolean set = word < bits.length && (bits[word] & 1L << slot) != 0;
      kept[count] = slot;
      count += set == wanted ? 1 : 0;
    }
    return Arrays.copyOf(kept, count);
  }

  /**
   * Returns those of the slots that are in the list, or those that are not. Searches forward in
   * doubling steps (Bentley and Yao 1976), so that a few slots cost little in a long list.
   */
  static int[] filter(int[] slots, Postings list, boolean wanted) {
    int[] kept = new int[slots.length];
    int count = 0;
    int pos = 0;
    for (int slot : slots) {
      pos = firstNotBelow(list, pos, slot);
      boolean found = pos < list.size() && list.slot(pos) == slot;
      kept[count] = slot;
      count += found == wanted ? 1 : 0;
    }
    return Arrays.copyOf(kept, count);
  }

  /** Returns the first index from {@code from} on whose slot is not less than the given one. */
  private static int firstNotBelow(Postings list, int from, int slot) {
    int size = list.size();
    int low = from;
    long step = 1;
    while (low + step <= size && list.slot((int) (low + step - 1)) < slot) {
      low += (int) step;
      step <<= 1;
    }
    // All before low are less; if anything at low + step - 1 is there, it is not.
    int high = (int) Math.min(size, low + step - 1);
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (list.slot(mid) < slot) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }
}

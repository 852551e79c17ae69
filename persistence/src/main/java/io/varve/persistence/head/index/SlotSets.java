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
    int[] array = list.array();
    int pos = list.from();
    for (int slot : slots) {
      pos = advance(array, pos, list.to(), slot);
      boolean found = pos < list.to() && array[pos] == slot;
      kept[count] = slot;
      count += found == wanted ? 1 : 0;
    }
    return Arrays.copyOf(kept, count);
  }

  /** Returns the first index from {@code from} on whose slot is not less than the given one. */
  private static int advance(int[] array, int from, int to, int slot) {
    int step = 1;
    int low = from;
    while (low < to && array[low] < slot) {
      int ahead = low + step;
      if (ahead < to && ahead > 0 && array[ahead] < slot) {
        low = ahead;
        step <<= 1;
      } else if (step == 1) {
        return low + 1;
      } else {
        step = 1 << (30 - Integer.numberOfLeadingZeros(step));
      }
    }
    return low;
  }
}

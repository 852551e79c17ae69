package io.varve.persistence.head.index;

/**
 * The series of a shard in the order of their references, each with its labels as pairs. A
 * <em>slot</em> is a series' place, from 1 on without gaps: references thin out as series come and
 * go, slots do not, so that sets of series are short bit sets and arrays by slot are full.
 *
 * <p>A series' record is number of the tenant, number of labels, pairs. One thread appends; any
 * thread reads slots below its view's bound (see the package's protocol).
 */
final class SeriesTable {
  /** The slot of no series. */
  static final int NONE = 0;

  private static final int TENANT = 0;
  private static final int SIZE = 1;
  private static final int PAIRS = 2;

  private final IntPages refs = new IntPages();
  private final IntPages starts = new IntPages();
  private final IntPages records = new IntPages();

  SeriesTable() {
    refs.append(-1);
    starts.append(0);
  }

  /** Adds a series and returns its slot. Writer only. */
  int append(int ref, int tenant, int[] pairs, int size) {
    int start = records.append(tenant);
    records.append(size);
    for (int i = 0; i < size; i++) {
      records.append(pairs[i]);
    }
    starts.append(start);
    return refs.append(ref);
  }

  /** Returns the slot that the next series gets. Writer only. */
  int end() {
    return refs.size();
  }

  /** Returns the series' reference. */
  int ref(int slot) {
    return refs.get(slot);
  }

  /** Returns the number of the series' tenant. */
  int tenant(int slot) {
    return records.get(starts.get(slot) + TENANT);
  }

  /** Returns how many labels the series has. */
  int size(int slot) {
    return records.get(starts.get(slot) + SIZE);
  }

  /** Returns the pair of the series' i-th label. */
  int pair(int slot, int i) {
    return records.get(starts.get(slot) + PAIRS + i);
  }

  /** Returns whether the series' pairs are the first {@code size} of the array. */
  boolean hasPairs(int slot, int[] pairs, int size) {
    int start = starts.get(slot);
    if (records.get(start + SIZE) != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (records.get(start + PAIRS + i) != pairs[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the slot of a reference among those below the bound, or {@link #NONE}. References rise
   * by at least one a slot, which bounds the search from both sides; where none is missing, it ends
   * at once.
   */
  int slotOf(int ref, int bound) {
    int low = 1;
    int high = bound - 1;
    while (low <= high) {
      int least = ref(low);
      int greatest = ref(high);
      if (ref < least || ref > greatest) {
        return NONE;
      }
      high = (int) Math.min(high, low + ((long) ref - least));
      low = (int) Math.max(low, high - Math.max(0L, (long) ref(high) - ref));
      int mid = (low + high) >>> 1;
      int found = ref(mid);
      if (found == ref) {
        return mid;
      }
      if (found < ref) {
        low = mid + 1;
      } else {
        high = mid - 1;
      }
    }
    return NONE;
  }

  /** Returns the first slot whose reference is not less than the given one; at most the bound. */
  int firstNotBelow(int ref, int bound) {
    int low = 1;
    int high = bound;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (ref(mid) < ref) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** Returns the heap that this takes. Writer only. */
  long memoryBytes() {
    return refs.memoryBytes() + starts.memoryBytes() + records.memoryBytes();
  }
}

package io.varve.persistence.head.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Ascending lists of slots, appended to by one thread and read by any.
 *
 * <p>A list is known by its <em>handle</em>: 0 is the empty list, a positive handle is itself the
 * only slot, a negative one is the complement of the number of an array. So the many lists of one
 * cost nothing here. Element 0 of an array is the writer's count; slots follow, then zeros.
 *
 * <p>A reader bounds what it sees by its view: all slots below the bound are in the array that it
 * finds, in whichever state that is, and behind them are only greater slots or zeros. So it needs
 * no count, and may read while the writer appends.
 */
final class PostingsLists {
  private static final int FIRST_CAPACITY = 4;
  private static final VarHandle LISTS;
  private static final VarHandle LIST = MethodHandles.arrayElementVarHandle(int[][].class);

  static {
    try {
      LISTS = MethodHandles.lookup().findVarHandle(PostingsLists.class, "lists", int[][].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private int[][] lists = new int[4][];
  private int count;
  private long listBytes;

  /** Appends a slot greater than all in the list, and returns the list's handle from now on. */
  int append(int handle, int slot) {
    if (handle == 0) {
      return slot;
    }
    if (handle > 0) {
      return ~newList(handle, slot);
    }
    int[] list = lists[~handle];
    int size = list[0];
    if (size + 1 == list.length) {
      listBytes -= HeapSize.ofArray(list.length, Integer.BYTES);
      list = Arrays.copyOf(list, grown(list.length));
      listBytes += HeapSize.ofArray(list.length, Integer.BYTES);
      list[size + 1] = slot;
      list[0] = size + 1;
      LIST.setRelease(lists, ~handle, list);
    } else {
      list[size + 1] = slot;
      list[0] = size + 1;
    }
    return handle;
  }

  /** By half while small, then by an eighth: long lists hold most of the memory. */
  private static int grown(int length) {
    return length + Math.max(2, length < 256 ? length >> 1 : length >> 3);
  }

  private int newList(int first, int second) {
    int[] list = new int[FIRST_CAPACITY];
    list[0] = 2;
    list[1] = first;
    list[2] = second;
    listBytes += HeapSize.ofArray(FIRST_CAPACITY, Integer.BYTES);
    if (count == lists.length) {
      LISTS.setRelease(this, Arrays.copyOf(lists, count + (count >> 1)));
    }
    LIST.setRelease(lists, count, list);
    return count++;
  }

  /** Returns the slots of a list below the bound. */
  Postings read(int handle, int bound) {
    if (handle == 0) {
      return Postings.EMPTY;
    }
    if (handle > 0) {
      return handle < bound ? new Postings(new int[] {handle}, 0, 1) : Postings.EMPTY;
    }
    int[][] all = (int[][]) LISTS.getAcquire(this);
    int[] list = (int[]) LIST.getAcquire(all, ~handle);
    return new Postings(list, 1, end(list, bound));
  }

  /** Returns the index after the last slot below the bound. */
  private static int end(int[] list, int bound) {
    int low = 1;
    int high = list.length;
    while (low < high) {
      int mid = (low + high) >>> 1;
      int slot = list[mid];
      if (slot != 0 && slot < bound) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** Returns the heap that this takes. Writer only. */
  long memoryBytes() {
    return listBytes + HeapSize.ofArray(lists.length, HeapSize.REFERENCE);
  }
}

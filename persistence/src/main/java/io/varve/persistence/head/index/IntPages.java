package io.varve.persistence.head.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A growing sequence of ints in pages, appended to by one thread and read by any (see the package's
 * protocol). The first page grows by doubling, so that a small sequence is small.
 */
final class IntPages {
  private static final int PAGE_BITS = 10;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;
  private static final int FIRST_SIZE = 16;
  private static final VarHandle DIRECTORY;
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

  static {
    try {
      DIRECTORY = MethodHandles.lookup().findVarHandle(IntPages.class, "directory", int[][].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Replaced, never changed, once readers may hold it, but for pages they do not look at yet. */
  private int[][] directory = {new int[FIRST_SIZE]};

  private int size;

  /** Appends a value and returns its index. Writer only. */
  int append(int value) {
    int index = size;
    int page = index >>> PAGE_BITS;
    int at = index & (PAGE_SIZE - 1);
    if (page == directory.length) {
      DIRECTORY.setRelease(this, Arrays.copyOf(directory, Math.max(4, page + (page >> 1))));
    }
    if (at == 0 && page > 0) {
      directory[page] = new int[PAGE_SIZE];
    } else if (at == directory[page].length) {
      int[][] grown = directory.clone();
      grown[page] = Arrays.copyOf(directory[page], 2 * at);
      DIRECTORY.setRelease(this, grown);
    }
    directory[page][at] = value;
    size = index + 1;
    return index;
  }

  /** Returns how many values were appended. Writer only. */
  int size() {
    return size;
  }

  /** Returns a value that is never changed. */
  int get(int index) {
    return page(index)[index & (PAGE_SIZE - 1)];
  }

  /** Returns a value that the writer changes by {@link #setRelease}. */
  int getAcquire(int index) {
    return (int) CELL.getAcquire(page(index), index & (PAGE_SIZE - 1));
  }

  /** Changes a value; whoever sees it sees what was written before. Writer only. */
  void setRelease(int index, int value) {
    CELL.setRelease(page(index), index & (PAGE_SIZE - 1), value);
  }

  private int[] page(int index) {
    return ((int[][]) DIRECTORY.getAcquire(this))[index >>> PAGE_BITS];
  }

  /** Returns the heap that this takes. Writer only. */
  long memoryBytes() {
    long bytes = HeapSize.ofArray(directory.length, HeapSize.REFERENCE);
    for (int[] page : directory) {
      bytes += page == null ? 0 : HeapSize.ofArray(page.length, Integer.BYTES);
    }
    return bytes;
  }
}

package io.varve.sharding.shard;

import io.varve.persistence.event.WindowId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The windows of one tenant that take samples, with the generation that each is in.
 *
 * <p>Immutable: a series actor that works through its mailbox sees the windows as they were when
 * its samples were journalled, whatever has been cut since.
 */
public final class OpenWindows {
  /** Answer of {@link #generation} where no such window is open. */
  public static final int NOT_OPEN = -1;

  /** Answer of {@link #generation} at replay, where a block already holds what the log says. */
  public static final int IN_BLOCK = -2;

  static final OpenWindows NONE = new OpenWindows(new long[0], new int[0], new boolean[0]);

  /** Ascending. */
  private final long[] starts;

  private final int[] generations;
  private final boolean[] inBlock;

  private OpenWindows(long[] starts, int[] generations, boolean[] inBlock) {
    this.starts = starts;
    this.generations = generations;
    this.inBlock = inBlock;
  }

  /**
   * Returns the open generation of the window that begins at {@code start}, {@link #NOT_OPEN} or
   * {@link #IN_BLOCK}.
   */
  public int generation(long start) {
    int i = indexOf(start);
    if (i < 0) {
      return NOT_OPEN;
    }
    return inBlock[i] ? IN_BLOCK : generations[i];
  }

  boolean isOpen(WindowId window) {
    int i = indexOf(window.start());
    return i >= 0 && generations[i] == window.generation();
  }

  /** Nearly always the last one is asked for; there are seldom more than a handful. */
  private int indexOf(long start) {
    for (int i = starts.length - 1; i >= 0; i--) {
      if (starts[i] == start) {
        return i;
      }
    }
    return -1;
  }

  OpenWindows with(WindowId window, boolean alreadyInBlock) {
    int at = -Arrays.binarySearch(starts, window.start()) - 1;
    if (at < 0) {
      throw new IllegalStateException("window " + window + " is open already");
    }
    int n = starts.length;
    long[] s = Arrays.copyOf(starts, n + 1);
    int[] g = Arrays.copyOf(generations, n + 1);
    boolean[] b = Arrays.copyOf(inBlock, n + 1);
    System.arraycopy(starts, at, s, at + 1, n - at);
    System.arraycopy(generations, at, g, at + 1, n - at);
    System.arraycopy(inBlock, at, b, at + 1, n - at);
    s[at] = window.start();
    g[at] = window.generation();
    b[at] = alreadyInBlock;
    return new OpenWindows(s, g, b);
  }

  OpenWindows without(WindowId window) {
    if (!isOpen(window)) {
      return this;
    }
    int at = indexOf(window.start());
    int n = starts.length - 1;
    long[] s = Arrays.copyOf(starts, n);
    int[] g = Arrays.copyOf(generations, n);
    boolean[] b = Arrays.copyOf(inBlock, n);
    System.arraycopy(starts, at + 1, s, at, n - at);
    System.arraycopy(generations, at + 1, g, at, n - at);
    System.arraycopy(inBlock, at + 1, b, at, n - at);
    return new OpenWindows(s, g, b);
  }

  OpenWindows inBlock(WindowId window) {
    return without(window).with(window, true);
  }

  List<WindowId> keys() {
    List<WindowId> keys = new ArrayList<>(starts.length);
    for (int i = 0; i < starts.length; i++) {
      keys.add(new WindowId(starts[i], generations[i]));
    }
    return keys;
  }
}

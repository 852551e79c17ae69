package io.varve.testing.node;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Weighs the heap. */
public final class Heap {
  private static final int ROUNDS = 4;

  private Heap() {}

  /** Bytes of the heap that are reachable; the least of some collections. */
  public static long usedAfterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}

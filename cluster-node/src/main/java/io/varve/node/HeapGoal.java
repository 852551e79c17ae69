package io.varve.node;

import java.time.Duration;

/**
 * Says how large the heap should be: what lives in it, a quarter more, and what is allocated
 * between two collections if these are as far apart as asked.
 *
 * <p>Left to itself a collector with a large heap waits until most of it is full, so that a node
 * with little to do holds gigabytes of garbage; with a small heap one under load collects all the
 * time. Single-threaded.
 */
final class HeapGoal {
  private static final long LEAST = 128L << 20;

  /** Readings that are remembered: what was found alive wavers while a collection goes on. */
  private static final int READINGS = 6;

  private final double secondsBetween;
  private final long most;
  private final long[] alive = new long[READINGS];
  private int readings;
  private long allocatedBefore;

  /**
   * Begins to watch.
   *
   * @param between how far apart collections should be
   * @param most bytes, the heap's limit
   * @param allocated bytes ever allocated by now
   */
  HeapGoal(Duration between, long most, long allocated) {
    this.secondsBetween = between.toMillis() / 1e3;
    this.most = most;
    allocatedBefore = allocated;
  }

  /**
   * Takes a reading and returns the goal in bytes.
   *
   * @param aliveNow bytes that the last collection found alive; 0 before there was one
   * @param allocated bytes ever allocated
   * @param since the last reading
   */
  long next(long aliveNow, long allocated, Duration since) {
    alive[readings++ % READINGS] = aliveNow;
    long highest = 0;
    for (long a : alive) {
      highest = Math.max(highest, a);
    }
    double perSecond = (allocated - allocatedBefore) / (since.toMillis() / 1e3);
    allocatedBefore = allocated;
    double goal = 1.25 * highest + perSecond * secondsBetween;
    return Math.clamp((long) goal, Math.min(LEAST, most), most);
  }
}

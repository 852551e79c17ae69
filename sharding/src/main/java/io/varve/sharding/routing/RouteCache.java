package io.varve.sharding.routing;

import java.util.concurrent.locks.StampedLock;

/**
 * Remembers to which shard and reference encoded labels lead, so that in the steady state no label
 * is parsed.
 *
 * <p>Keys are 128-bit keyed hashes, taken as equal where they collide: the key is random, so no
 * sender can make two of its series collide, let alone hit another's. A bounded table of open
 * addressing in stripes: an entry is looked for in eight places; when all are taken, one of them is
 * overwritten, which costs its series one look-up by labels. 24 bytes an entry. Thread-safe.
 */
final class RouteCache {
  /** Answer of {@link #get} where nothing is known. */
  static final long UNKNOWN = 0;

  private static final int STRIPES = 64;
  private static final int PROBES = 8;
  private static final int FIRST_SIZE = 64;
  private static final int LONGS = 3;

  private final Stripe[] stripes = new Stripe[STRIPES];

  /**
   * Creates a cache.
   *
   * @param maxEntries how many routes it holds at the most, rounded up to a power of two
   */
  RouteCache(int maxEntries) {
    int perStripe =
        Math.max(FIRST_SIZE, Integer.highestOneBit(Math.max(1, maxEntries / STRIPES - 1)) * 2);
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(perStripe);
    }
  }

  /** Returns the route, as {@link Route} packs it, or {@link #UNKNOWN}. */
  long get(long hi, long lo) {
    return stripe(hi).get(hi, lo);
  }

  void put(long hi, long lo, long route) {
    stripe(hi).put(hi, lo, route);
  }

  private Stripe stripe(long hi) {
    return stripes[(int) (hi >>> 58)];
  }

  private static final class Stripe {
    private final StampedLock lock = new StampedLock();
    private final int maxSize;

    /** hi, lo, route; a route of 0 marks a free place. Length is a power of two of places. */
    private long[] table = new long[FIRST_SIZE * LONGS];

    private int used;

    Stripe(int maxSize) {
      this.maxSize = maxSize;
    }

    long get(long hi, long lo) {
      long stamp = lock.tryOptimisticRead();
      long route = find(table, hi, lo);
      if (lock.validate(stamp)) {
        return route;
      }
      stamp = lock.readLock();
      try {
        return find(table, hi, lo);
      } finally {
        lock.unlockRead(stamp);
      }
    }

    private static long find(long[] t, long hi, long lo) {
      int mask = t.length / LONGS - 1;
      for (int i = 0; i < PROBES; i++) {
        int at = (int) (lo + i & mask) * LONGS;
        if (t[at] == hi && t[at + 1] == lo) {
          return t[at + 2];
        }
      }
      return UNKNOWN;
    }

    void put(long hi, long lo, long route) {
      long stamp = lock.writeLock();
      try {
        int size = table.length / LONGS;
        if (used * 2 >= size && size < maxSize) {
          grow();
        }
        insert(hi, lo, route);
      } finally {
        lock.unlockWrite(stamp);
      }
    }

    private void insert(long hi, long lo, long route) {
      int mask = table.length / LONGS - 1;
      int free = -1;
      for (int i = 0; i < PROBES; i++) {
        int at = (int) (lo + i & mask) * LONGS;
        if (table[at + 2] == 0) {
          free = free < 0 ? at : free;
        } else if (table[at] == hi && table[at + 1] == lo) {
          table[at + 2] = route;
          return;
        }
      }
      int at = free;
      if (free >= 0) {
        used++;
      } else {
        at = (int) (lo + (hi & PROBES - 1) & mask) * LONGS;
      }
      table[at] = hi;
      table[at + 1] = lo;
      table[at + 2] = route;
    }

    private void grow() {
      long[] old = table;
      table = new long[old.length * 2];
      used = 0;
      for (int at = 0; at < old.length; at += LONGS) {
        if (old[at + 2] != 0) {
          insert(old[at], old[at + 1], old[at + 2]);
        }
      }
    }
  }
}

package io.varve.sharding.routing;

/**
 * Shard, reference and the epoch that the reference was learnt in, packed into a long that is not 0
 * if there is a reference.
 *
 * <p>Of the epoch the lowest 17 bits are kept, which tells it from the last hundred thousand.
 */
final class Route {
  /** No series has this reference. */
  static final int NO_REF = 0;

  private static final int REF_BITS = 31;
  private static final int SHARD_BITS = 16;
  private static final int SHARD_MASK = (1 << SHARD_BITS) - 1;
  private static final int EPOCH_SHIFT = REF_BITS + SHARD_BITS;
  private static final long EPOCH_MASK = (1L << (Long.SIZE - EPOCH_SHIFT)) - 1;

  private Route() {}

  static long of(int shard, int ref, long epoch) {
    return ((epoch & EPOCH_MASK) << EPOCH_SHIFT) | ((long) shard << REF_BITS) | ref;
  }

  static int shard(long route) {
    return (int) (route >>> REF_BITS) & SHARD_MASK;
  }

  static int ref(long route) {
    return (int) route & Integer.MAX_VALUE;
  }

  static boolean isOf(long route, long epoch) {
    return route >>> EPOCH_SHIFT == (epoch & EPOCH_MASK);
  }
}

package io.varve.model;

/**
 * Maps hashes to shard numbers: the tenant's hash chooses a group of {@code spread} neighbouring
 * shards, the series' hash one of the group.
 *
 * <p>The form makes growth a nested split: when N doubles, what was in shard s is in s or s + N;
 * when S doubles, half of the tenant's series move to the sibling.
 *
 * @param shards N, the number of shards of the store: a power of two, at most {@link #MAX_SHARDS}
 * @param spread S, over how many shards the tenant's series spread: a power of two, at most N
 */
public record ShardPlacement(int shards, int spread) {
  /** The greatest number of shards, so that a shard number fits 16 bits of a block's ULID. */
  public static final int MAX_SHARDS = 65_536;

  /** Validates. */
  public ShardPlacement {
    if (!isPowerOfTwo(shards) || shards > MAX_SHARDS) {
      throw new IllegalArgumentException(
          "the number of shards must be a power of two up to " + MAX_SHARDS + ", got " + shards);
    }
    if (!isPowerOfTwo(spread) || spread > shards) {
      throw new IllegalArgumentException(
          "the spread must be a power of two up to " + shards + " shards, got " + spread);
    }
  }

  /**
   * Returns the shard, from 0 to N exclusive.
   *
   * @param ht the tenant hash of {@link SeriesHash}
   * @param hl the series hash of {@link SeriesHash}
   */
  public int place(long ht, long hl) {
    long low = spread - 1L;
    return (int) (((ht & ~low) | (hl & low)) & (shards - 1L));
  }

  private static boolean isPowerOfTwo(int n) {
    return n > 0 && Integer.bitCount(n) == 1;
  }
}

package io.varve.persistence.block;

/**
 * What Varve adds to meta.json: which series belong into the block, and its place among the shard's
 * blocks.
 *
 * @param mask the bits of a series' place that the block is for; one less than the number of shards
 *     at the time of writing
 * @param value what these bits are: a series belongs here if {@code (place & mask) == value}
 * @param hashVersion version of the hash that gives the place; 0 if the block is not one of Varve's
 * @param generation which generation of its window the block was cut from
 * @param ordinal position in the order of the shard's commits: of two values for one time, that of
 *     the lower ordinal wins
 * @param epoch epoch of the shard's owner when the block was written
 */
public record VarveMeta(
    int mask, int value, int hashVersion, int generation, long ordinal, long epoch) {
  /** Stands for an extension that is not there. */
  public static final VarveMeta ABSENT = new VarveMeta(0, 0, 0, 0, 0, 0);

  /** Whether there is such an extension. */
  public boolean isPresent() {
    return hashVersion != 0;
  }
}

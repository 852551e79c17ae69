package io.varve.persistence.block;

import io.varve.model.TimeRange;

/**
 * What meta.json says of a block. Immutable.
 *
 * @param ulid the block's name
 * @param range of all samples; the end is exclusive
 * @param stats what the block holds
 * @param compaction where it comes from
 * @param thanos Thanos's section, {@link ThanosMeta#ABSENT} if there is none
 */
public record BlockMeta(
    Ulid ulid, TimeRange range, BlockStats stats, CompactionMeta compaction, ThanosMeta thanos) {

  /** The version of the block format. */
  public static final int VERSION = 1;

  /** Describes a block that is about to be written; the writer fills in what it counts. */
  public static BlockMeta draft(
      Ulid ulid, TimeRange range, CompactionMeta compaction, ThanosMeta thanos) {
    return new BlockMeta(ulid, range, BlockStats.NONE, compaction, thanos);
  }

  /** The first instant of the range, in milliseconds. */
  public long minTime() {
    return range.minTime();
  }

  /** The first instant behind the range, in milliseconds. */
  public long maxTime() {
    return range.maxTimeExclusive();
  }
}

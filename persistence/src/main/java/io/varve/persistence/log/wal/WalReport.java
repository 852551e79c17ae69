package io.varve.persistence.log.wal;

import java.util.List;

/**
 * What an inspection of a write-ahead log found.
 *
 * @param badPlaces in the order of the log, also those that cost no shard anything
 * @param shards in ascending order
 */
public record WalReport(
    List<SegmentReport> segments, List<BadPlace> badPlaces, List<ShardReport> shards) {
  /** Copies the lists. */
  public WalReport {
    segments = List.copyOf(segments);
    badPlaces = List.copyOf(badPlaces);
    shards = List.copyOf(shards);
  }

  /**
   * A segment.
   *
   * @param bytes how many of the file count
   * @param records how many are as they were written
   */
  public record SegmentReport(String file, long bytes, int records) {}

  /**
   * A shard.
   *
   * @param epoch of its last owner
   * @param manifestSequenceNr the last record that its newest manifest covers; 0 if there is none
   */
  public record ShardReport(int shard, long epoch, long manifestSequenceNr, ShardState state) {}

  /** Whether a shard can go on. */
  public sealed interface ShardState {
    /**
     * Everything is there.
     *
     * @param lastSequenceNr of its last record
     */
    record Well(long lastSequenceNr) implements ShardState {}

    /**
     * It cannot be claimed before it is repaired.
     *
     * @param repairedSequenceNr where a repair would end it
     * @param lostRecords that a repair would lose, as far as they were found; those that were not
     *     found are lost already
     */
    record Stopped(BadPlace place, long repairedSequenceNr, int lostRecords)
        implements ShardState {}
  }
}

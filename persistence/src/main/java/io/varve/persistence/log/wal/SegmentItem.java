package io.varve.persistence.log.wal;

/** What was found in a segment, one after the other, behind its header. */
sealed interface SegmentItem {
  /** Where it begins, in bytes from the segment's beginning. */
  long offset();

  /** A record as it was written. */
  record Whole(long offset, RecordHeader header) implements SegmentItem {}

  /** A record whose header is as it was written and whose payload is not, or ends too early. */
  record Damaged(long offset, RecordHeader header, BadPlace place) implements SegmentItem {}

  /** Bytes that are no record; what was written there, and of which shard, is not known. */
  record Gap(long offset, BadPlace place) implements SegmentItem {}
}

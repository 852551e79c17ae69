package io.varve.persistence.head;

/**
 * Sizes of {@link HeadSegments}; constants but for tests.
 *
 * @param segmentBytes a segment takes no more records when the next one would pass this
 * @param pieceBytes unit of the tail buffer and of writing, allocated when needed
 * @param tailBytes with more than this unwritten an appender writes itself, and so waits
 * @param mapped whether segments can be read by mapping: they are files of the operating system
 */
record SegmentOptions(int segmentBytes, int pieceBytes, int tailBytes, boolean mapped) {
  /** How much of a shard may wait for the disk before appenders do. */
  static final int TAIL_BYTES = 1 << 20;

  private static final int SEGMENT_BYTES = 16 << 20;
  private static final int PIECE_BYTES = 64 << 10;

  static final SegmentOptions MAPPED =
      new SegmentOptions(SEGMENT_BYTES, PIECE_BYTES, TAIL_BYTES, true);
  static final SegmentOptions UNMAPPED =
      new SegmentOptions(SEGMENT_BYTES, PIECE_BYTES, TAIL_BYTES, false);
}

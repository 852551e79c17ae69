package io.varve.persistence.log.wal;

/** A record and where it is. */
record RecordPlace(long segment, long offset, RecordHeader header) {
  /** As {@link ShardIndex} keeps it. */
  long place() {
    return ShardIndex.place(segment, offset);
  }
}

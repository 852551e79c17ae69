package io.varve.persistence.log.wal;

import java.util.Optional;

/** What a record of the write-ahead log tells. The codes are part of the format. */
enum RecordType {
  /** An event of a shard; the payload is the shard's. */
  EVENT(1),
  /** A shard has a new owner from here on; its sequence number is the last one before. */
  CLAIM(2),
  /** The log was closed in order: everything before is durable. No payload, shard 0. */
  END(3),
  /** Ends a file of a stopped shard; the payload says why it was stopped. */
  STOP(4);

  private final byte code;

  RecordType(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static Optional<RecordType> of(byte code) {
    return switch (code) {
      case 1 -> Optional.of(EVENT);
      case 2 -> Optional.of(CLAIM);
      case 3 -> Optional.of(END);
      case 4 -> Optional.of(STOP);
      default -> Optional.empty();
    };
  }
}

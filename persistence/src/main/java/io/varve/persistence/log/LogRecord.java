package io.varve.persistence.log;

/**
 * One event of a shard.
 *
 * @param sequenceNr from 1, without gaps
 * @param payload not copied: whoever hands it over must not change it any more
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared.
public record LogRecord(long sequenceNr, byte[] payload) {
  /** Checks the number. */
  public LogRecord {
    if (sequenceNr < 1) {
      throw new IllegalArgumentException("sequence number " + sequenceNr);
    }
  }
}

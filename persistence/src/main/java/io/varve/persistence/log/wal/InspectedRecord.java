package io.varve.persistence.log.wal;

/**
 * A record of the log, as an inspection shows it.
 *
 * @param offset in bytes from the file's beginning
 * @param type {@code EVENT}, {@code CLAIM} or {@code END}
 * @param bytes of the payload
 * @param good whether the payload is as it was written
 */
public record InspectedRecord(
    String file,
    long offset,
    String type,
    int shard,
    long epoch,
    long sequenceNr,
    int bytes,
    boolean good) {}

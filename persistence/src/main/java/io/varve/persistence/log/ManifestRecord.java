package io.varve.persistence.log;

/**
 * A committed manifest.
 *
 * @param ordinal rises with every commit of the shard
 * @param epoch of the owner that committed it
 * @param sequenceNr the last record that it covers; replay begins behind it
 * @param bytes owned by nobody; do not change
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared.
public record ManifestRecord(long ordinal, long epoch, long sequenceNr, byte[] bytes) {}

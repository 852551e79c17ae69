package io.varve.persistence.manifest;

/**
 * The open chunks and buffers of all series at one record of the log.
 *
 * @param object where they are
 * @param sequenceNr that record's
 */
public record CheckpointObject(StoredObject object, long sequenceNr) {}

package io.varve.persistence.log.wal;

/**
 * How far a shard has come: its owner's epoch and its last durable record.
 *
 * @param sequenceNr 0 when the shard has no record yet
 */
record ShardPosition(int shard, long epoch, long sequenceNr) {}

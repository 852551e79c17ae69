package io.varve.persistence.log;

/**
 * Who takes a shard over, for those who read it in the log.
 *
 * @param incarnation differs between two runs of one node
 * @param address how other nodes reach this one
 */
public record Claimant(long incarnation, String address) {}

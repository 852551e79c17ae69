package io.varve.persistence.event;

/**
 * One window of a tenant in a shard: two hours of sample time, and which opening of them.
 *
 * <p>Generation 0 is the window as it opens first; samples that come after it was cut open the next
 * generation of the same hours. The numbers begin anew once no recovery can meet an earlier one.
 *
 * @param start ms since the Unix epoch, a multiple of the window's length
 * @param generation from 0
 */
public record WindowId(long start, int generation) {}

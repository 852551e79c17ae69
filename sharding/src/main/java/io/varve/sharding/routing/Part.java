package io.varve.sharding.routing;

/**
 * What of one request goes to one shard in one batch.
 *
 * @param series numbers of the request's series, in the order of the batch
 */
record Part(PendingWrite write, int[] series) {}

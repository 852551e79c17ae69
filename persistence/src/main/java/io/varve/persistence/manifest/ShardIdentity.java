package io.varve.persistence.manifest;

/**
 * Which shard of which store a manifest is for; what does not agree is not this store's.
 *
 * @param storeId of the store's descriptor
 * @param shard the shard's number
 * @param shards how many the store has, a power of two
 * @param hashVersion how series are placed
 */
public record ShardIdentity(String storeId, int shard, int shards, int hashVersion) {}

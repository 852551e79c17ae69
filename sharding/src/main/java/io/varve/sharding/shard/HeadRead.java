package io.varve.sharding.shard;

import io.varve.persistence.manifest.Pin;

/**
 * What a query reads of one shard, fixed in one turn of the shard's actor.
 *
 * @param head what each asked-for series holds in memory and in head chunks
 * @param manifest the manifest of that moment; its blocks stay readable until the pin is released
 */
public record HeadRead(SnapshotParts head, Pin manifest) {}

package io.varve.persistence.pekko;

/** The snapshot of a shard: an encoded manifest. */
public record ManifestBytes(byte[] bytes) {}

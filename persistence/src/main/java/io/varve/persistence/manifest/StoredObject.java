package io.varve.persistence.manifest;

/**
 * An object of the store. As an item of a manifest, it holds sealed chunks of the head.
 *
 * @param key in the store
 * @param bytes its size
 * @param crc32c of all its bytes
 */
public record StoredObject(String key, long bytes, int crc32c) implements ManifestItem {}

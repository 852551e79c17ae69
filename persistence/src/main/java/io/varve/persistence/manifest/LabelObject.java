package io.varve.persistence.manifest;

/**
 * Label sets of series.
 *
 * @param object where they are
 * @param full whether these are all of the shard's, or those that came since the object before
 * @param series how many
 */
public record LabelObject(StoredObject object, boolean full, long series) {}

package io.varve.sharding.shard;

import io.varve.persistence.manifest.Pin;

/**
 * What a query reads of one shard, fixed in one turn of the shard. Whoever gets it closes it.
 *
 * @param head what each asked-for series holds in memory and in head chunks
 * @param segments keeps the head chunks readable
 * @param manifest the manifest of that moment; its blocks stay readable
 */
public record HeadRead(SnapshotParts head, io.varve.persistence.head.Pin segments, Pin manifest)
    implements AutoCloseable {
  /** Gives up what it keeps; doing so again changes nothing. */
  @Override
  public void close() {
    segments.close();
    manifest.close();
  }
}

package io.varve.sharding.query;

import io.varve.persistence.head.index.HeadView;
import io.varve.sharding.shard.HeadRead;
import io.varve.sharding.shard.ShardHandle;
import io.varve.sharding.shard.SnapshotParts;

/**
 * What one shard holds of a selection, fixed in one turn of the shard. Whoever gets it closes it.
 *
 * @param refs the series of the head that match, of {@code index}
 * @param head what they hold, in the order of {@code refs}
 * @param pins keep head chunks and blocks readable
 */
record ShardView(
    ShardHandle shard,
    Selector selector,
    HeadView index,
    int[] refs,
    SnapshotParts head,
    HeadRead pins)
    implements AutoCloseable {
  @Override
  public void close() {
    pins.close();
  }
}

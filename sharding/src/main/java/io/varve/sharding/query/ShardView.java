package io.varve.sharding.query;

import io.varve.persistence.head.SeriesSnapshot;
import io.varve.persistence.head.index.HeadView;
import io.varve.sharding.shard.HeadRead;
import io.varve.sharding.shard.ShardHandle;
import io.varve.sharding.shard.SnapshotParts;
import java.util.Arrays;

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
  /** Returns which of the series have samples in the range of time. */
  int[] present() {
    int[] present = new int[refs.length];
    int count = 0;
    for (int i = 0; i < refs.length; i++) {
      SeriesSnapshot snapshot = head.get(i);
      if (snapshot != null && !snapshot.isEmpty()) {
        present[count++] = refs[i];
      }
    }
    return Arrays.copyOf(present, count);
  }

  @Override
  public void close() {
    pins.close();
  }
}

package io.varve.promql.gather;

import io.varve.model.Labels;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The order of all shards' series together.
 *
 * @param headers the series, sorted by labels
 * @param shards the shard of each; the series of one shard stay in their order
 */
record MergeOrder(SeriesHeaders headers, IntList shards) {
  /** The next series of a shard. */
  private record Head(int shard, int series, Labels labels) implements Comparable<Head> {
    @Override
    public int compareTo(Head other) {
      int c = labels.compareTo(other.labels);
      return c != 0 ? c : Integer.compare(shard, other.shard);
    }
  }

  /** An entry in each list, and the set's own two objects; its strings are others' too. */
  private static final long SERIES_BYTES = 64;

  private static final long LABEL_BYTES = 8;

  /** Returns about how many bytes of heap it takes to hold the series of all shards at once. */
  static long bytes(List<SeriesHeaders> byShard) {
    long bytes = 0;
    for (SeriesHeaders headers : byShard) {
      for (Labels labels : headers.labels()) {
        bytes += SERIES_BYTES + LABEL_BYTES * labels.size();
      }
    }
    return bytes;
  }

  /**
   * Merges what the shards have announced, one element a shard.
   *
   * @throws IllegalStateException if a shard's series do not rise
   */
  static MergeOrder of(List<SeriesHeaders> byShard) {
    PriorityQueue<Head> heads = new PriorityQueue<>();
    int size = 0;
    for (int shard = 0; shard < byShard.size(); shard++) {
      SeriesHeaders headers = byShard.get(shard);
      size += headers.size();
      if (headers.size() > 0) {
        heads.add(new Head(shard, 0, headers.labels(0)));
      }
    }
    List<Labels> labels = new ArrayList<>(size);
    BitSet dropName = new BitSet();
    IntArrayList shards = new IntArrayList(size);
    while (!heads.isEmpty()) {
      Head head = heads.remove();
      SeriesHeaders from = byShard.get(head.shard());
      dropName.set(labels.size(), from.dropName(head.series()));
      labels.add(head.labels());
      shards.add(head.shard());
      int next = head.series() + 1;
      if (next < from.size()) {
        Labels following = from.labels(next);
        if (following.compareTo(head.labels()) < 0) {
          throw new IllegalStateException(
              "shard %d gives %s after %s".formatted(head.shard(), following, head.labels()));
        }
        heads.add(new Head(head.shard(), next, following));
      }
    }
    return new MergeOrder(new SeriesHeaders(labels, dropName), shards);
  }
}

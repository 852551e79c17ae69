package io.varve.sharding.query;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.block.BlockReader;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.SeriesSnapshot;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.persistence.testing.TestValues;
import io.varve.sharding.shard.HeadRead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one tenant of one shard as a query does, all of it. */
public final class ShardReads {
  /** Opens a committed block, for the caller to close. */
  public interface Blocks {
    BlockReader open(BlockEntry block) throws IOException;
  }

  /** Is shown each sample: series in the order of labels, samples in the order of times. */
  public interface Visitor {
    void sample(Labels labels, long t, long valueBits);
  }

  private ShardReads() {}

  /**
   * Reads everything.
   *
   * @param refs what was asked for, of {@code view}
   * @param read the answer; closed at the end
   */
  public static void all(
      TenantId tenant,
      HeadView view,
      int[] refs,
      HeadRead read,
      HeadSegments segments,
      Blocks blocks,
      Visitor visitor)
      throws IOException {
    List<ShardSelection.HeadSeries> head = new ArrayList<>();
    for (int i = 0; i < refs.length; i++) {
      SeriesSnapshot snapshot = read.head().get(i);
      if (snapshot != null && !snapshot.isEmpty()) {
        head.add(new ShardSelection.HeadSeries(view.labels(refs[i]), snapshot));
      }
    }
    List<ShardSelection.OpenBlock> opened = new ArrayList<>();
    for (BlockEntry b : read.manifest().version().manifest().blocks().values()) {
      if (b.tenant().equals(tenant)) {
        opened.add(new ShardSelection.OpenBlock(blocks.open(b), b.ordinal()));
      }
    }
    try (ShardSelection selection =
        new ShardSelection(head, segments, opened, List.of(), 0, Long.MAX_VALUE - 1, read::close)) {
      while (selection.next()) {
        Labels labels = selection.labels();
        SampleIterator samples = selection.samples();
        while (samples.next()) {
          visitor.sample(labels, samples.t(), TestValues.of(samples));
        }
      }
    }
  }
}

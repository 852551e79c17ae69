package io.varve.persistence.block;

import io.varve.model.Labels;
import io.varve.model.TimeRange;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.index.ChunkMetas;
import io.varve.persistence.index.Postings;
import io.varve.persistence.index.SeriesEntry;
import io.varve.persistence.index.SeriesReader;
import java.io.Closeable;

/**
 * The series that a selection found, in the order of their labels; those without a chunk in its
 * range of time are passed over. Begins before the first one.
 *
 * <p>Holds a reference to the block until it is closed. Not thread-safe, and the series share one
 * buffer: only the samples handed out last may be read.
 */
public final class BlockSeriesSet implements Closeable {
  private static final SeriesEntry NONE = new SeriesEntry(Labels.EMPTY, new ChunkMetas());

  private final BlockReader block;
  private final Postings postings;
  private final TimeRange range;
  private final SeriesReader series;
  private final ChunkReader chunks;
  private SeriesEntry entry = NONE;
  private int next;

  BlockSeriesSet(BlockReader block, Postings postings, TimeRange range) {
    this.block = block;
    this.postings = postings;
    this.range = range;
    series = block.index().seriesReader();
    chunks = block.chunkReader();
  }

  /** Moves to the next series; false at the end. */
  public boolean next() {
    while (next < postings.size()) {
      entry = series.read(postings.get(next++));
      if (overlaps(entry.chunks())) {
        return true;
      }
    }
    entry = NONE;
    return false;
  }

  private boolean overlaps(ChunkMetas metas) {
    for (int i = 0; i < metas.size(); i++) {
      if (metas.minTime(i) < range.maxTimeExclusive() && metas.maxTime(i) >= range.minTime()) {
        return true;
      }
    }
    return false;
  }

  /** Labels of the current series. */
  public Labels labels() {
    return entry.labels();
  }

  /** All chunks of the current series, also those outside the range. */
  public ChunkMetas chunks() {
    return entry.chunks();
  }

  /** The samples of the current series within the range. */
  public SampleIterator samples() {
    return new BlockSamples(chunks, entry.chunks(), range);
  }

  /** Gives the reference to the block back. */
  @Override
  public void close() {
    block.close();
  }
}

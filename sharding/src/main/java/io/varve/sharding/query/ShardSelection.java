package io.varve.sharding.query;

import io.varve.model.Labels;
import io.varve.model.TimeRange;
import io.varve.persistence.block.BlockReader;
import io.varve.persistence.block.BlockSeriesSet;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.head.ChunkBuffers;
import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.HeadSeriesReader;
import io.varve.persistence.head.SeriesSnapshot;
import io.varve.persistence.index.Postings;
import io.varve.persistence.match.CompiledMatcher;
import io.varve.persistence.merge.MergingIterator;
import io.varve.persistence.merge.SampleSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one shard holds of a selection, recent and archived as one: series in the order of their
 * labels, from the beginning as often as is wanted. Single-threaded.
 */
final class ShardSelection implements AutoCloseable {
  /** A series of the head. */
  record HeadSeries(Labels labels, SeriesSnapshot snapshot) {}

  /** A block, opened, with its place in the order of commits. */
  record OpenBlock(BlockReader reader, long ordinal) {}

  /** What was selected in a block. */
  private record Selected(OpenBlock block, Postings series) {}

  private record BlockCursor(BlockSeriesSet set, long ordinal) {}

  private final List<HeadSeries> head;
  private final HeadSegments segments;
  private final List<OpenBlock> opened;
  private final List<Selected> selected = new ArrayList<>();
  private final List<BlockCursor> blocks = new ArrayList<>();
  private final ChunkBuffers buffers = new ChunkBuffers();
  private final long minT;
  private final long maxT;
  private final Runnable onClose;
  private int nextHead;
  private @Nullable Labels current;

  /**
   * Begins a selection.
   *
   * @param head what the head holds, in any order
   * @param opened taken over: closed with the selection
   * @param onClose run when the selection is closed
   */
  ShardSelection(
      List<HeadSeries> head,
      HeadSegments segments,
      List<OpenBlock> opened,
      List<CompiledMatcher> matchers,
      long minT,
      long maxT,
      Runnable onClose) {
    this.head = new ArrayList<>(head);
    this.head.sort(Comparator.comparing(HeadSeries::labels));
    this.segments = segments;
    this.opened = opened;
    this.minT = minT;
    this.maxT = maxT;
    this.onClose = onClose;
    try {
      for (OpenBlock b : opened) {
        selected.add(new Selected(b, b.reader().index().select(matchers)));
      }
      restart();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Goes back to before the first series. */
  void restart() {
    closeCursors();
    nextHead = 0;
    current = null;
    TimeRange range = TimeRange.ofInclusive(minT, maxT);
    for (Selected s : selected) {
      BlockSeriesSet set = s.block().reader().series(s.series(), range);
      blocks.add(new BlockCursor(set, s.block().ordinal()));
    }
    advance(_ -> true);
  }

  /** Moves on in some blocks, and closes those that have ended. */
  private void advance(Predicate<BlockSeriesSet> which) {
    for (Iterator<BlockCursor> it = blocks.iterator(); it.hasNext(); ) {
      BlockSeriesSet set = it.next().set();
      if (which.test(set) && !set.next()) {
        it.remove();
        set.close();
      }
    }
  }

  /** Moves to the next series; false at the end. */
  boolean next() {
    leaveCurrent();
    Labels least = nextHead < head.size() ? head.get(nextHead).labels() : null;
    for (BlockCursor b : blocks) {
      if (least == null || b.set().labels().compareTo(least) < 0) {
        least = b.set().labels();
      }
    }
    current = least;
    return least != null;
  }

  private void leaveCurrent() {
    Labels leaving = current;
    if (leaving == null) {
      return;
    }
    while (nextHead < head.size() && head.get(nextHead).labels().equals(leaving)) {
      nextHead++;
    }
    advance(set -> set.labels().equals(leaving));
  }

  Labels labels() {
    if (current == null) {
      throw new IllegalStateException("no series");
    }
    return current;
  }

  /** The samples of the present series; only those handed out last may be read. */
  SampleIterator samples() {
    Labels labels = labels();
    buffers.reset();
    List<SampleSource> sources = new ArrayList<>();
    for (BlockCursor b : blocks) {
      if (b.set().labels().equals(labels)) {
        sources.add(new BlockSource(b.set(), b.ordinal(), minT, maxT));
      }
    }
    for (int i = nextHead; i < head.size() && head.get(i).labels().equals(labels); i++) {
      sources.addAll(HeadSeriesReader.sources(head.get(i).snapshot(), segments, buffers));
    }
    return MergingIterator.merge(sources, minT, maxT);
  }

  /** Of two values for one time that of the block committed first is seen. */
  private record BlockSource(BlockSeriesSet set, long priority, long from, long to)
      implements SampleSource.Run {
    @Override
    public long minT() {
      return Math.max(from, set.chunks().minTime(0));
    }

    @Override
    public long maxT() {
      return Math.min(to, set.chunks().maxTime(set.chunks().size() - 1));
    }

    @Override
    public SampleIterator open() {
      return set.samples();
    }
  }

  private void closeCursors() {
    blocks.forEach(b -> b.set().close());
    blocks.clear();
  }

  @Override
  public void close() {
    closeCursors();
    opened.forEach(b -> b.reader().close());
    onClose.run();
  }
}

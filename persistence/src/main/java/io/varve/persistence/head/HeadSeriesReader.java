package io.varve.persistence.head;

import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.merge.MergingIterator;
import io.varve.persistence.merge.SampleSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Reads the samples of a series in the head. Stateless; see each result for its thread. */
public final class HeadSeriesReader {
  private HeadSeriesReader() {}

  /**
   * The samples of a snapshot between its times, in order. Sealed chunks are read when the
   * iteration reaches their window; the segments must stay pinned meanwhile.
   *
   * @return an iterator for one thread; throws as {@link SealedChunks#read} does
   */
  public static SampleIterator iterate(SeriesSnapshot snapshot, SealedChunks chunks) {
    return MergingIterator.merge(
        sources(snapshot, chunks, new ChunkBuffers()), snapshot.minT(), snapshot.maxT());
  }

  /**
   * The windows of a snapshot, to be merged with what blocks hold of the series.
   *
   * @param buffers for the series alone until its samples were read
   */
  public static List<SampleSource> sources(
      SeriesSnapshot snapshot, SealedChunks chunks, ChunkBuffers buffers) {
    List<SampleSource> sources = new ArrayList<>(snapshot.windows().size());
    for (WindowSnapshot window : snapshot.windows()) {
      sources.add(new WindowSource(window, snapshot.minT(), snapshot.maxT(), chunks, buffers));
    }
    return sources;
  }

  /**
   * The sealed chunks of a window, by the time of their first samples. They overlap where samples
   * came late, and have no time in common.
   *
   * @param lastPosition what {@link MemSeries#freeze} returned
   */
  public static List<SealedChunk> chunks(long lastPosition, SealedChunks chunks) {
    return chunksBetween(lastPosition, Long.MIN_VALUE, Long.MAX_VALUE, chunks, new ChunkBuffers());
  }

  private static List<SealedChunk> chunksBetween(
      long lastPosition, long minT, long maxT, SealedChunks chunks, ChunkBuffers buffers) {
    List<SealedChunk> found = new ArrayList<>();
    for (long p = lastPosition; p != SealedChunks.NONE; ) {
      SealedChunk chunk = buffers.chunk();
      chunks.read(p, chunk);
      p = chunk.previousPosition();
      if (chunk.maxT() >= minT && chunk.minT() <= maxT) {
        found.add(chunk);
      } else {
        buffers.unneeded();
      }
    }
    // Almost sorted: they were found from the last one sealed to the first.
    Collections.reverse(found);
    found.sort(Comparator.comparingLong(SealedChunk::minT));
    return found;
  }

  /** The samples of chunks that have no time in common. */
  public static SampleIterator iterate(List<SealedChunk> chunks) {
    return MergingIterator.merge(
        runs(chunks, 0, new ChunkBuffers()), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static List<SampleSource> runs(
      List<SealedChunk> chunks, long priority, ChunkBuffers buffers) {
    List<SampleSource> runs = new ArrayList<>(chunks.size() + 2);
    for (SealedChunk chunk : chunks) {
      runs.add(new ChunkRun(chunk, priority, buffers));
    }
    return runs;
  }

  /** All parts of one window; nothing is read before they are asked for. */
  private record WindowSource(
      WindowSnapshot window, long fromT, long toT, SealedChunks chunks, ChunkBuffers buffers)
      implements SampleSource.Group {
    @Override
    public long minT() {
      return window.minT();
    }

    @Override
    public long maxT() {
      return window.maxT();
    }

    @Override
    public List<SampleSource> parts() {
      long priority = HEAD_PRIORITY + window.generation();
      List<SampleSource> parts =
          runs(
              chunksBetween(window.lastPosition(), fromT, toT, chunks, buffers), priority, buffers);
      if (window.open().count() > 0) {
        SampleIterator open = buffers.iterators().begin(window.open());
        parts.add(new Part(window.openMinT(), window.maxT(), priority, open));
      }
      if (window.late().count() > 0) {
        SampleIterator late = new LateIterator(window.late());
        parts.add(new Part(window.minT(), window.maxT(), priority, late));
      }
      return parts;
    }
  }

  private record ChunkRun(SealedChunk chunk, long priority, ChunkBuffers buffers)
      implements SampleSource.Run {
    @Override
    public long minT() {
      return chunk.minT();
    }

    @Override
    public long maxT() {
      return chunk.maxT();
    }

    @Override
    public SampleIterator open() {
      return chunk.iterate(buffers.iterators());
    }
  }

  private record Part(long minT, long maxT, long priority, SampleIterator open)
      implements SampleSource.Run {}
}

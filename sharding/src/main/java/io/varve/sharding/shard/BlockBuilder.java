package io.varve.sharding.shard;

import io.varve.model.Labels;
import io.varve.persistence.block.BlockMeta;
import io.varve.persistence.block.BlockWriter;
import io.varve.persistence.chunk.ChunkAppender;
import io.varve.persistence.chunk.ChunkCutter;
import io.varve.persistence.chunk.ChunkIterators;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.head.ChunkLimits;
import io.varve.persistence.head.HeadSeriesReader;
import io.varve.persistence.head.SealedChunk;
import io.varve.persistence.head.SealedChunks;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.merge.MergingIterator;
import io.varve.persistence.merge.SampleSource;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes windows of the head as a block. Sealed chunks go in as they are; only where samples came
 * late, and chunks overlap, are they encoded anew. Blocks; thread-safe.
 */
final class BlockBuilder {
  /** A series and where its chunks lie, a position for each window that it has. */
  private record Series(Labels labels, LongArrayList positions) {}

  /** Of two values for one time, that of the earlier generation was there first. */
  private record Source(SealedChunk chunk) implements SampleSource.Run {
    @Override
    public long minT() {
      return chunk.minT();
    }

    @Override
    public long maxT() {
      return chunk.maxT();
    }

    @Override
    public long priority() {
      return chunk.generation();
    }

    @Override
    public SampleIterator open() {
      return chunk.iterate(new ChunkIterators());
    }
  }

  private final Disk disk;
  private final SealedChunks sealed;

  BlockBuilder(Disk disk, SealedChunks sealed) {
    this.disk = disk;
    this.sealed = sealed;
  }

  /**
   * Writes a block.
   *
   * @param directory of the block's own, not there yet
   * @param draft says everything but what is counted
   * @param windows how many windows {@code chunks} has
   */
  BlockMeta write(
      Path directory, BlockMeta draft, int windows, FrozenChunks chunks, HeadView labels)
      throws IOException {
    try (BlockWriter writer = BlockWriter.create(disk, directory)) {
      for (Series series : inLabelOrder(windows, chunks, labels)) {
        write(series, writer);
      }
      return writer.finish(draft);
    }
  }

  private static List<Series> inLabelOrder(int windows, FrozenChunks chunks, HeadView labels) {
    Int2ObjectOpenHashMap<Series> byRef = new Int2ObjectOpenHashMap<>();
    for (int w = 0; w < windows; w++) {
      IntArrayList refs = chunks.refs(w);
      for (int i = 0; i < refs.size(); i++) {
        byRef
            .computeIfAbsent(
                refs.getInt(i), ref -> new Series(labels.labels(ref), new LongArrayList(windows)))
            .positions()
            .add(chunks.positions(w).getLong(i));
      }
    }
    List<Series> sorted = new ArrayList<>(byRef.values());
    sorted.sort(Comparator.comparing(Series::labels));
    return sorted;
  }

  private void write(Series series, BlockWriter writer) throws IOException {
    List<SealedChunk> chunks = new ArrayList<>();
    for (long position : series.positions()) {
      chunks.addAll(HeadSeriesReader.chunks(position, sealed));
    }
    chunks.sort(Comparator.comparingLong(SealedChunk::minT));
    writer.beginSeries(series.labels());
    if (overlap(chunks)) {
      List<SampleSource> sources = chunks.stream().<SampleSource>map(Source::new).toList();
      encodeAnew(MergingIterator.merge(sources, Long.MIN_VALUE, Long.MAX_VALUE), writer);
      return;
    }
    for (SealedChunk c : chunks) {
      writer.addChunk(c.encoding(), c.data(), c.dataOffset(), c.dataLength(), c.minT(), c.maxT());
    }
  }

  private static boolean overlap(List<SealedChunk> chunks) {
    for (int i = 1; i < chunks.size(); i++) {
      if (chunks.get(i).minT() <= chunks.get(i - 1).maxT()) {
        return true;
      }
    }
    return false;
  }

  private static void encodeAnew(SampleIterator samples, BlockWriter writer) throws IOException {
    ChunkCutter cutter = new ChunkCutter(samples, ChunkLimits.MAX_SAMPLES);
    while (cutter.next()) {
      ChunkAppender chunk = cutter.chunk();
      byte[] data = chunk.toBytes();
      writer.addChunk(chunk.encoding(), data, 0, data.length, cutter.minT(), chunk.lastT());
    }
  }
}

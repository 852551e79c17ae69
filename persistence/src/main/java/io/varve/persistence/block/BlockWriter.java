package io.varve.persistence.block;

import io.varve.model.Labels;
import io.varve.model.TimeRange;
import io.varve.persistence.block.ThanosMeta.BlockFile;
import io.varve.persistence.block.ThanosMeta.IndexSizes;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.chunk.XorFormat;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskOutput;
import io.varve.persistence.index.ChunkMetas;
import io.varve.persistence.index.IndexStats;
import io.varve.persistence.index.IndexWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a block into a directory of its own: series in the order of their labels, each with its
 * chunks in the order of time. Chunks go straight to their segment; what is held in memory is told
 * by {@link IndexWriter}.
 *
 * <p>meta.json comes last, by rename, after everything else was forced: a directory without it is
 * not a block, and whoever finds one may delete it. Not thread-safe.
 *
 * <pre>{@code
 * try (BlockWriter writer = BlockWriter.create(disk, directory)) {
 *   for (...) {
 *     writer.beginSeries(labels);
 *     writer.addChunk(ChunkEncoding.XOR, bytes, 0, bytes.length, minTime, maxTime);
 *   }
 *   meta = writer.finish(BlockMeta.draft(...));
 * }
 * }</pre>
 */
public final class BlockWriter implements Closeable {
  private final Disk disk;
  private final Path directory;
  private final IndexWriter index;
  private final ChunkSegmentWriter segments;
  private final ChunkMetas chunks = new ChunkMetas();
  private Labels labels = Labels.EMPTY;
  private long numSamples;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;

  private BlockWriter(Disk disk, Path directory, IndexWriter index, long maxSegmentBytes) {
    this.disk = disk;
    this.directory = directory;
    this.index = index;
    segments = new ChunkSegmentWriter(disk, directory.resolve(BlockFiles.CHUNKS), maxSegmentBytes);
  }

  /**
   * Begins a block.
   *
   * @param directory is created where missing, and must be empty; the one above it must be there,
   *     and last, already
   */
  public static BlockWriter create(Disk disk, Path directory) throws IOException {
    return create(disk, directory, BlockFiles.MAX_SEGMENT_BYTES);
  }

  static BlockWriter create(Disk disk, Path directory, long maxSegmentBytes) throws IOException {
    disk.createDirectories(directory.resolve(BlockFiles.CHUNKS));
    IndexWriter index = IndexWriter.create(disk, directory.resolve(BlockFiles.INDEX));
    return new BlockWriter(disk, directory, index, maxSegmentBytes);
  }

  /**
   * Begins a series. One that gets no chunks is left out of the block.
   *
   * @param newLabels greater than those of the series before, and not empty
   */
  public void beginSeries(Labels newLabels) throws IOException {
    endSeries();
    labels = newLabels;
  }

  /**
   * Adds a chunk to the series begun last.
   *
   * @param encoding how it is encoded; only supported ones are taken
   * @param data holds the chunk, header and all; not kept
   * @param offset where in {@code data} it begins
   * @param length its length in bytes
   * @param firstTime time of its first sample, after the last sample of the chunk before
   * @param lastTime time of its last sample
   * @throws IllegalArgumentException if the chunk is out of order, or no series was begun
   */
  public void addChunk(
      ChunkEncoding encoding, byte[] data, int offset, int length, long firstTime, long lastTime)
      throws IOException {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("a chunk before the first series");
    }
    ChunkEncoding.supported(encoding.code());
    int samples = XorFormat.count(data, offset, length);
    chunks.add(segments.add(encoding, data, offset, length), firstTime, lastTime);
    numSamples += samples;
    minTime = Math.min(minTime, firstTime);
    maxTime = Math.max(maxTime, lastTime);
  }

  private void endSeries() throws IOException {
    if (chunks.size() > 0) {
      index.add(labels, chunks);
      chunks.clear();
    }
  }

  /**
   * Completes the block and makes it last. May be called once.
   *
   * @param draft says everything but what the writer counts
   * @return what meta.json says
   * @throws IllegalArgumentException if a sample lies outside the draft's range
   */
  public BlockMeta finish(BlockMeta draft) throws IOException {
    endSeries();
    TimeRange range = draft.range();
    if (minTime <= maxTime && !(range.contains(minTime) && range.contains(maxTime))) {
      throw new IllegalArgumentException(
          "samples from " + minTime + " to " + maxTime + " in a block of " + range);
    }
    segments.finish();
    IndexStats stats = index.finish();
    index.close();
    BlockMeta meta = completed(draft, stats);
    disk.forceDirectory(directory.resolve(BlockFiles.CHUNKS));
    disk.forceDirectory(directory);
    writeMeta(BlockMetaJson.write(meta));
    return meta;
  }

  private BlockMeta completed(BlockMeta draft, IndexStats stats) {
    List<BlockFile> files = new ArrayList<>(segments.files());
    files.add(new BlockFile(BlockFiles.INDEX, stats.sizeBytes()));
    files.add(new BlockFile(BlockFiles.META, 0));
    return new BlockMeta(
        draft.ulid(),
        draft.range(),
        new BlockStats(numSamples, stats.numSeries(), stats.numChunks()),
        draft.compaction(),
        draft
            .thanos()
            .written(files, new IndexSizes(stats.maxSeriesBytes(), segments.maxChunkBytes())));
  }

  private void writeMeta(byte[] json) throws IOException {
    Path temporary = directory.resolve(BlockFiles.META + ".tmp");
    try (DiskOutput out = DiskOutput.create(disk, temporary)) {
      out.bytes(json, 0, json.length);
      out.force();
    }
    disk.rename(temporary, directory.resolve(BlockFiles.META));
    disk.forceDirectory(directory);
    Path parent = directory.getParent();
    if (parent != null) {
      disk.forceDirectory(parent);
    }
  }

  /** Closes the files. Without {@link #finish}, what was written stays and is not a block. */
  @Override
  public void close() throws IOException {
    try {
      segments.close();
    } finally {
      index.close();
    }
  }
}

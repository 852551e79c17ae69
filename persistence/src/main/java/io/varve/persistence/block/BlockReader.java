package io.varve.persistence.block;

import io.varve.model.CorruptionException;
import io.varve.model.LabelMatcher;
import io.varve.model.TimeRange;
import io.varve.persistence.fs.ByteSource;
import io.varve.persistence.fs.CloseableSource;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import io.varve.persistence.fs.DiskFileSource;
import io.varve.persistence.fs.ReferenceCount;
import io.varve.persistence.index.IndexReader;
import io.varve.persistence.index.Postings;
import io.varve.persistence.match.CompiledMatcher;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An open block.
 *
 * <p>Thread-safe. References are counted: the opener holds one, {@link #retain} adds one, {@link
 * #close} gives one back, and the last one unmaps the files. Reading after that throws
 * IllegalStateException. Damaged bytes throw {@link CorruptionException}.
 */
public final class BlockReader implements Closeable {
  private final BlockMeta meta;
  private final IndexReader index;
  private final List<ByteSource> segments;
  private final List<CloseableSource> mapped;
  private final ReferenceCount references;

  private BlockReader(BlockMeta meta, List<CloseableSource> mapped) {
    this.meta = meta;
    this.mapped = mapped;
    index = IndexReader.open(mapped.getFirst());
    segments = List.copyOf(mapped.subList(1, mapped.size()));
    segments.forEach(ChunkReader::checkHeader);
    references = new ReferenceCount("block " + meta.ulid());
  }

  /**
   * Opens a block that lies in a local directory. The index is checked in part, see {@link
   * IndexReader}; chunks are when they are read.
   *
   * @throws java.nio.file.NoSuchFileException if there is no meta.json: it is no block
   */
  public static BlockReader open(Disk disk, Path directory) throws IOException {
    BlockMeta meta = readMeta(disk, directory.resolve(BlockFiles.META));
    List<CloseableSource> mapped = new ArrayList<>();
    try {
      mapped.add(disk.map(directory.resolve(BlockFiles.INDEX)));
      Path chunks = directory.resolve(BlockFiles.CHUNKS);
      for (int i = 0; disk.exists(chunks.resolve(BlockFiles.segment(i))); i++) {
        mapped.add(disk.map(chunks.resolve(BlockFiles.segment(i))));
      }
      return new BlockReader(meta, List.copyOf(mapped));
    } catch (IOException | RuntimeException e) {
      mapped.forEach(CloseableSource::close);
      throw e;
    }
  }

  private static BlockMeta readMeta(Disk disk, Path path) throws IOException {
    try (DiskFile file = disk.openRead(path)) {
      byte[] json = new byte[Math.toIntExact(file.size())];
      new DiskFileSource(file, path.toString()).read(0, json, 0, json.length);
      return BlockMetaJson.read(path.toString(), json);
    }
  }

  /** What meta.json says. */
  public BlockMeta meta() {
    return meta;
  }

  /** The index, valid while a reference is held. */
  public IndexReader index() {
    return index;
  }

  /** A reader of chunks, to be used by one thread while a reference is held. */
  public ChunkReader chunkReader() {
    return new ChunkReader("block " + meta.ulid(), segments);
  }

  /**
   * Selects series and their samples within a range.
   *
   * @param matchers all of them must match; none selects all
   * @return holds a reference to this block until it is closed
   */
  public BlockSeriesSet select(List<LabelMatcher> matchers, TimeRange range) {
    return series(index.select(CompiledMatcher.compileAll(matchers)), range);
  }

  /** The same for series that were selected before, by {@link #index}. */
  public BlockSeriesSet series(Postings selected, TimeRange range) {
    references.retain();
    return new BlockSeriesSet(this, selected, range);
  }

  /**
   * Adds a reference, to be given back by {@link #close}.
   *
   * @return this
   */
  public BlockReader retain() {
    references.retain();
    return this;
  }

  @Override
  public void close() {
    if (references.release()) {
      mapped.forEach(CloseableSource::close);
    }
  }
}

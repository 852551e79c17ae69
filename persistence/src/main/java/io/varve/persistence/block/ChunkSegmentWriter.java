package io.varve.persistence.block;

import io.varve.model.Varint;
import io.varve.persistence.block.ThanosMeta.BlockFile;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends chunks to numbered segments, beginning a new one when the next chunk would make the last
 * one longer than allowed. A segment that is full is forced at once. Not thread-safe.
 */
final class ChunkSegmentWriter implements Closeable {
  private final Disk disk;
  private final Path directory;
  private final long maxSegmentBytes;
  private final List<BlockFile> finished = new ArrayList<>();
  private @Nullable DiskOutput segment;
  private int maxChunkBytes;

  ChunkSegmentWriter(Disk disk, Path directory, long maxSegmentBytes) {
    this.disk = disk;
    this.directory = directory;
    this.maxSegmentBytes = maxSegmentBytes;
  }

  /** Writes a chunk and returns its reference for the index. */
  long add(ChunkEncoding encoding, byte[] data, int offset, int length) throws IOException {
    int size = Varint.uvarintSize(length) + 1 + length + BlockFiles.CHECKSUM_BYTES;
    DiskOutput out = room(size);
    long ref = (long) finished.size() << 32 | out.position();
    out.uvarint(length);
    out.beginChecksum();
    out.int8(encoding.code());
    out.bytes(data, offset, length);
    out.checksum();
    maxChunkBytes = Math.max(maxChunkBytes, size);
    return ref;
  }

  private DiskOutput room(int size) throws IOException {
    DiskOutput current = segment;
    if (current != null && current.position() + size > maxSegmentBytes) {
      finish();
      current = null;
    }
    return current == null ? begin() : current;
  }

  private DiskOutput begin() throws IOException {
    DiskOutput out =
        DiskOutput.create(disk, directory.resolve(BlockFiles.segment(finished.size())));
    segment = out;
    out.int32(BlockFiles.SEGMENT_MAGIC);
    out.int32(BlockFiles.SEGMENT_VERSION << 24);
    return out;
  }

  /** Forces and closes the last segment. */
  void finish() throws IOException {
    DiskOutput out = segment;
    if (out != null) {
      out.force();
      String name = BlockFiles.CHUNKS + "/" + BlockFiles.segment(finished.size());
      finished.add(new BlockFile(name, out.position()));
      close();
    }
  }

  /** All segments after {@link #finish}. */
  List<BlockFile> files() {
    return List.copyOf(finished);
  }

  /** Length of the longest chunk in a segment, with what surrounds it. */
  int maxChunkBytes() {
    return maxChunkBytes;
  }

  @Override
  public void close() throws IOException {
    DiskOutput out = segment;
    segment = null;
    if (out != null) {
      out.close();
    }
  }
}

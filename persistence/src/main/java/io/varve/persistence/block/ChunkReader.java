package io.varve.persistence.block;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.DecodeException;
import io.varve.model.FormatVersionException;
import io.varve.model.VarveException;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.chunk.ChunkIterators;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.chunk.XorFormat;
import io.varve.persistence.fs.ByteSource;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads chunks out of the segments of a block, one at a time, into a buffer that the next one
 * overwrites. Every chunk is checked against its checksum. Not thread-safe.
 */
public final class ChunkReader {
  private static final int FIRST_READ_BYTES = 512;
  private static final int MAX_LENGTH = 1 << 30;

  private final List<ByteSource> segments;
  private final ByteCursor cursor = new ByteCursor(new byte[0]);
  private byte[] buffer = new byte[FIRST_READ_BYTES];
  private String file;
  private long chunkOffset;
  private int code;
  private int dataOffset;
  private int dataLength;

  ChunkReader(String block, List<ByteSource> segments) {
    this.segments = segments;
    file = block;
  }

  /** Checks the header of a segment. */
  static void checkHeader(ByteSource segment) {
    byte[] header = new byte[BlockFiles.SEGMENT_HEADER_BYTES];
    segment.read(0, header, 0, header.length);
    ByteCursor cursor = new ByteCursor(header);
    int magic = cursor.int32();
    if (magic != BlockFiles.SEGMENT_MAGIC) {
      throw new CorruptionException(segment.name(), 0, hex(BlockFiles.SEGMENT_MAGIC), hex(magic));
    }
    int version = cursor.unsignedByte();
    if (version != BlockFiles.SEGMENT_VERSION) {
      throw new FormatVersionException(
          segment.name(), version, BlockFiles.SEGMENT_VERSION, BlockFiles.SEGMENT_VERSION);
    }
  }

  /**
   * Reads a chunk. The other methods tell of it afterwards.
   *
   * @param ref as in the index
   * @throws CorruptionException if there is no such chunk, or it does not match its checksum
   */
  public void read(long ref) {
    long number = ref >>> 32;
    if (number >= segments.size()) {
      throw new CorruptionException(
          file, 0, "segment " + number + " of chunks", segments.size() + " segments");
    }
    ByteSource segment = segments.get((int) number);
    file = segment.name();
    chunkOffset = ref & 0xFFFF_FFFFL;
    ByteSource.checkRange(segment, chunkOffset, 1);
    int available = (int) Math.min(buffer.length, segment.size() - chunkOffset);
    segment.read(chunkOffset, buffer, 0, available);
    cursor.reset(buffer, 0, available);
    try {
      dataLength = cursor.uvarintUpTo(MAX_LENGTH);
    } catch (DecodeException e) {
      throw CorruptionException.decoding(file, chunkOffset, "the length of a chunk", e);
    }
    int start = cursor.position();
    dataOffset = start + 1;
    int end = dataOffset + dataLength;
    ByteSource.checkRange(segment, chunkOffset, end + (long) BlockFiles.CHECKSUM_BYTES);
    if (end + BlockFiles.CHECKSUM_BYTES > available) {
      buffer = new byte[end + BlockFiles.CHECKSUM_BYTES];
      segment.read(chunkOffset, buffer, 0, buffer.length);
    }
    check(start, end);
    code = buffer[start] & 0xFF;
  }

  private void check(int start, int end) {
    int computed = Crc32c.of(buffer, start, end - start);
    int stored = cursor.reset(buffer, end, BlockFiles.CHECKSUM_BYTES).int32();
    if (computed != stored) {
      throw new CorruptionException(
          file, chunkOffset + end, "CRC-32C " + hex(computed), "CRC-32C " + hex(stored));
    }
  }

  private static String hex(int value) {
    return HexFormat.of().toHexDigits(value);
  }

  /**
   * The chunk's encoding.
   *
   * @throws VarveException with UNSUPPORTED if this version cannot read it
   */
  public ChunkEncoding encoding() {
    return ChunkEncoding.supported(code);
  }

  /** The array that holds the chunk's data until the next read; not to be changed. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where in {@link #bytes} the data begin. */
  public int offset() {
    return dataOffset;
  }

  /** Length of the data in bytes. */
  public int length() {
    return dataLength;
  }

  /** Lets one of the iterators begin at the chunk's first sample. */
  SampleIterator begin(ChunkIterators iterators) {
    int samples = XorFormat.count(buffer, dataOffset, dataLength);
    return iterators.begin(
        encoding(), buffer, dataOffset, dataLength, samples, file, chunkOffset + dataOffset);
  }
}

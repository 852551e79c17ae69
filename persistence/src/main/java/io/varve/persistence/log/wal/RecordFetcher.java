package io.varve.persistence.log.wal;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads single records of the log where they are known to be, and checks them anew. Keeps the last
 * one's segment open. Not thread-safe.
 */
final class RecordFetcher implements Closeable {
  private final Disk disk;
  private final LongFunction<Path> paths;
  private long openSegment;
  private @Nullable DiskFile open;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  /**
   * @param paths the file of a segment
   */
  RecordFetcher(Disk disk, LongFunction<Path> paths) {
    this.disk = disk;
    this.paths = paths;
  }

  /**
   * The payload of a record.
   *
   * @throws CorruptionException naming file and offset, if it is not there as it was written
   */
  byte[] payload(int shard, long sequenceNr, long place, int recordBytes) throws IOException {
    long segment = ShardIndex.segment(place);
    long offset = ShardIndex.offset(place);
    String wanted = "record %d of shard %d".formatted(sequenceNr, shard);
    ByteBuffer bytes = read(segment, offset, recordBytes);
    RecordHeader header =
        decode(bytes, segment, offset)
            .filter(h -> h.shard() == shard && h.sequenceNr() == sequenceNr)
            .filter(h -> h.recordBytes() == bytes.remaining())
            .orElseThrow(() -> corrupt(segment, offset, wanted, "other bytes"));
    byte[] payload = new byte[header.length()];
    bytes.get(RecordHeader.BYTES, payload);
    int crc = Crc32c.of(payload);
    if (crc != header.payloadCrc()) {
      throw corrupt(
          segment,
          offset,
          "payload CRC %08x of %s".formatted(header.payloadCrc(), wanted),
          "%08x".formatted(crc));
    }
    return payload;
  }

  /** The payload as it is, good or not; zeros where the file ends too early. */
  byte[] payloadAsIs(RecordPlace record) throws IOException {
    ByteBuffer bytes = read(record.segment(), record.offset(), record.header().recordBytes());
    byte[] payload = new byte[record.header().length()];
    bytes.get(RecordHeader.BYTES, payload, 0, bytes.remaining() - RecordHeader.BYTES);
    return payload;
  }

  private static Optional<RecordHeader> decode(ByteBuffer bytes, long segment, long offset) {
    return bytes.remaining() < RecordHeader.BYTES
        ? Optional.empty()
        : RecordHeader.decode(bytes, 0, segment, offset);
  }

  private ByteBuffer read(long segment, long offset, int length) throws IOException {
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocate(Math.max(length, buffer.capacity() * 2));
    }
    buffer.clear().limit(length);
    segment(segment).read(offset, buffer);
    return buffer.flip();
  }

  private DiskFile segment(long segment) throws IOException {
    if (open != null && segment == openSegment) {
      return open;
    }
    close();
    DiskFile file = disk.openRead(paths.apply(segment));
    open = file;
    openSegment = segment;
    return file;
  }

  private CorruptionException corrupt(long segment, long offset, String expected, String found) {
    return new CorruptionException(paths.apply(segment).toString(), offset, expected, found);
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}

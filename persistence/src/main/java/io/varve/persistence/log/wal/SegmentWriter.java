package io.varve.persistence.log.wal;

import io.varve.model.Crc32c;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Writes one segment. A group is {@link #put} record by record and made durable by {@link #commit};
 * after an exception from either the segment must not be written any more: it ends at {@link
 * #goodLength}. Not thread-safe.
 *
 * <p>Records are copied into one direct buffer and go to the file from there. A gather write of the
 * callers' arrays would copy them as well, into the channel's own buffers, and need an object for
 * each.
 */
final class SegmentWriter implements Closeable {
  private static final int MAX_BUFFER_BYTES = 1024 * 1024;

  private final DiskFile file;
  private final long number;
  private final ByteBuffer buffer;
  private long goodLength;
  private long written;

  private SegmentWriter(DiskFile file, long number, ByteBuffer buffer) {
    this.file = file;
    this.number = number;
    this.buffer = buffer;
  }

  /** A buffer for a writer of groups of about that size. */
  static ByteBuffer newBuffer(int groupBytes) {
    return ByteBuffer.allocateDirect(
        Math.clamp(groupBytes, 2 * RecordHeader.BYTES, MAX_BUFFER_BYTES));
  }

  /**
   * Begins a segment with its header and the records that it must never be without. It is there as
   * a whole, or under its temporary name only; after an exception it may be either.
   *
   * @param buffer this writer's for as long as it lives
   */
  static SegmentWriter create(
      Disk disk, Path path, SegmentHeader header, Carried carried, ByteBuffer buffer)
      throws IOException {
    Path temporary = WalFiles.temporary(path);
    AtomicFiles.deleteIfPresent(disk, temporary);
    DiskFile file = disk.create(temporary);
    SegmentWriter writer = new SegmentWriter(file, header.number(), buffer.clear());
    try {
      ByteBuffer encoded = header.encode();
      writer.written = encoded.remaining();
      file.append(encoded);
      writer.goodLength = writer.written;
      carried.writeTo(writer);
      writer.commit();
      if (writer.goodLength != header.bytes() + header.carriedBytes()) {
        throw new IllegalStateException("carried " + writer.goodLength + " bytes");
      }
      AtomicFiles.publish(disk, temporary, path);
      return writer;
    } catch (IOException | RuntimeException e) {
      AtomicFiles.discard(disk, temporary, e);
      file.close();
      throw e;
    }
  }

  long number() {
    return number;
  }

  /** Up to where everything is durable, in bytes. */
  long goodLength() {
    return goodLength;
  }

  /** Where the next record of the group will be. */
  long end() {
    return written;
  }

  /** Adds a record to the group and returns its offset. */
  long put(RecordType type, int shard, long epoch, long sequenceNr, byte[] payload, int payloadCrc)
      throws IOException {
    long offset = written;
    if (buffer.remaining() < RecordHeader.BYTES) {
      drain();
    }
    new RecordHeader(type, shard, epoch, sequenceNr, (int) goodLength, payload.length, payloadCrc)
        .encode(buffer, number, offset);
    for (int from = 0; from < payload.length; ) {
      if (!buffer.hasRemaining()) {
        drain();
      }
      int n = Math.min(buffer.remaining(), payload.length - from);
      buffer.put(payload, from, n);
      from += n;
    }
    written = offset + RecordHeader.BYTES + payload.length;
    return offset;
  }

  /** The same, with a payload that is known to be good. */
  long put(RecordType type, int shard, long epoch, long sequenceNr, byte[] payload)
      throws IOException {
    return put(type, shard, epoch, sequenceNr, payload, Crc32c.of(payload));
  }

  /** Copies a record from elsewhere, and returns where it is now. */
  RecordPlace putAgain(RecordHeader header, byte[] payload) throws IOException {
    long offset =
        put(
            header.type(),
            header.shard(),
            header.epoch(),
            header.sequenceNr(),
            payload,
            header.payloadCrc());
    return new RecordPlace(number, offset, header);
  }

  /** Makes the group durable, with one force. */
  void commit() throws IOException {
    drain();
    file.force();
    goodLength = written;
  }

  private void drain() throws IOException {
    file.append(buffer.flip());
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

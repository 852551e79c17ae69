package io.varve.persistence.log.wal;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a segment once, from front to back, and checks every byte of it. */
final class SegmentScanner {
  private static final int HEADER_WINDOW_BYTES = 4096;

  private final WindowReader reader;
  private final String file;
  private final long number;
  private final List<SegmentItem> items = new ArrayList<>();

  private SegmentScanner(WindowReader reader, String file, long number) {
    this.reader = reader;
    this.file = file;
    this.number = number;
  }

  /**
   * Reads a header alone; empty if it is not as it was written.
   *
   * @throws io.varve.model.FormatVersionException if it is whole, but of another version
   */
  static Optional<SegmentHeader> header(Disk disk, Path path) throws IOException {
    try (DiskFile file = disk.openRead(path)) {
      return Optional.of(
          readHeader(new WindowReader(file, file.size(), HEADER_WINDOW_BYTES), path.toString()));
    } catch (CorruptionException _) {
      return Optional.empty();
    }
  }

  /**
   * Reads a segment.
   *
   * @param known how many bytes of it count, as a later segment says; empty for the whole file
   */
  static Segment scan(Disk disk, Path path, long number, Optional<Long> known) throws IOException {
    try (DiskFile file = disk.openRead(path)) {
      long size = file.size();
      long limit = Math.min(size, known.orElse(size));
      WindowReader reader = new WindowReader(file, limit);
      return new SegmentScanner(reader, path.toString(), number).scan(known.orElse(limit));
    }
  }

  private Segment scan(long expectedEnd) throws IOException {
    Optional<SegmentHeader> header = Optional.empty();
    long offset = 0;
    try {
      header = Optional.of(readHeader(reader, file));
      offset = header.get().bytes();
    } catch (CorruptionException e) {
      offset = skip(0, BadPlace.of(e));
    }
    while (offset < reader.limit()) {
      offset = item(offset);
    }
    if (reader.limit() < expectedEnd) {
      items.add(
          new SegmentItem.Gap(
              reader.limit(),
              new BadPlace(file, reader.limit(), expectedEnd + " bytes", "the end of the file")));
    }
    return new Segment(number, file, reader.limit(), header, items);
  }

  /** Reads what begins at an offset and returns where it ends. */
  private long item(long offset) throws IOException {
    Optional<RecordHeader> found = headerAt(offset);
    if (found.isEmpty()) {
      return skip(offset, new BadPlace(file, offset, "a record header", "other bytes"));
    }
    RecordHeader header = found.get();
    long end = offset + header.recordBytes();
    if (end > reader.limit()) {
      items.add(
          new SegmentItem.Damaged(
              offset,
              header,
              new BadPlace(
                  file,
                  offset,
                  header.length() + " bytes of payload",
                  reader.limit() - offset - RecordHeader.BYTES + " bytes")));
      return reader.limit();
    }
    ByteBuffer payload = reader.view(offset + RecordHeader.BYTES, header.length());
    int crc = Crc32c.of(payload.array(), payload.arrayOffset(), header.length());
    items.add(
        crc == header.payloadCrc()
            ? new SegmentItem.Whole(offset, header)
            : new SegmentItem.Damaged(offset, header, badPayload(offset, header, crc)));
    return end;
  }

  private BadPlace badPayload(long offset, RecordHeader header, int crc) {
    return new BadPlace(
        file,
        offset,
        "payload CRC %08x of record %d of shard %d"
            .formatted(header.payloadCrc(), header.sequenceNr(), header.shard()),
        "%08x".formatted(crc));
  }

  /** Notes a gap and returns where the next record begins; at the limit, if none does. */
  private long skip(long from, BadPlace place) throws IOException {
    items.add(new SegmentItem.Gap(from, place));
    long offset = from + 1;
    while (true) {
      offset = reader.find(RecordHeader.MAGIC_0, offset);
      if (offset == reader.limit() || headerAt(offset).isPresent()) {
        return offset;
      }
      offset++;
    }
  }

  private Optional<RecordHeader> headerAt(long offset) throws IOException {
    if (reader.limit() - offset < RecordHeader.BYTES) {
      return Optional.empty();
    }
    return RecordHeader.decode(reader.view(offset, RecordHeader.BYTES), 0, number, offset);
  }

  private static SegmentHeader readHeader(WindowReader reader, String file) throws IOException {
    int prefix = (int) Math.min(SegmentHeader.PREFIX_BYTES, reader.limit());
    int bytes = SegmentHeader.bytes(reader.view(0, prefix), file);
    return SegmentHeader.decode(reader.view(0, (int) Math.min(bytes, reader.limit())), file);
  }
}

package io.varve.persistence.log.wal;

import io.varve.model.CorruptionException;
import io.varve.persistence.fs.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file of a stopped shard: all its records that were left in the log, so that the log need not
 * keep them, and why it was stopped. It has the form of a segment with number 0; records whose
 * payload is damaged stay so. As long as it is there the shard is stopped, and what the log's
 * segments hold of the shard does not count.
 */
final class SetAside {
  private final Disk disk;
  private final Path directory;

  SetAside(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /**
   * A stopped shard.
   *
   * @param before the position before the first of the good records
   * @param good records that can be replayed, consecutive
   * @param lost records behind the bad place, or damaged
   */
  record Stopped(
      ShardPosition before, List<RecordPlace> good, List<RecordPlace> lost, BadPlace place) {
    int shard() {
      return before.shard();
    }

    /** The number of the last good record. */
    long lastGood() {
      return before.sequenceNr() + good.size();
    }
  }

  /** Writes a shard's file, durably. */
  void write(ShardHistory history, BadPlace place) throws IOException {
    ShardIndex index = history.index();
    int shard = history.position().shard();
    ShardPosition before = new ShardPosition(shard, history.highestEpoch(), index.base());
    byte[] reason = StopReason.encode(place);
    long bytes = (long) RecordHeader.BYTES + reason.length;
    for (long n = index.base() + 1; n <= index.last(); n++) {
      bytes += index.recordBytes(n);
    }
    for (RecordPlace record : history.behindLoss()) {
      bytes += record.header().recordBytes();
    }
    SegmentWriter.create(
            disk,
            WalFiles.stopped(directory, shard),
            new SegmentHeader(0, 0, 0, bytes, List.of(before)),
            writer -> copy(history, before, reason, writer),
            SegmentWriter.newBuffer((int) Math.min(bytes, Integer.MAX_VALUE)))
        .close();
  }

  private void copy(ShardHistory history, ShardPosition before, byte[] reason, SegmentWriter writer)
      throws IOException {
    int shard = before.shard();
    ShardIndex index = history.index();
    try (RecordFetcher fetcher =
        new RecordFetcher(disk, number -> WalFiles.segment(directory, number))) {
      for (long n = index.base() + 1; n <= index.last(); n++) {
        byte[] payload = fetcher.payload(shard, n, index.place(n), index.recordBytes(n));
        writer.put(RecordType.EVENT, shard, before.epoch(), n, payload);
      }
      for (RecordPlace record : history.behindLoss()) {
        RecordHeader header = record.header();
        writer.put(
            RecordType.EVENT,
            shard,
            header.epoch(),
            header.sequenceNr(),
            fetcher.payloadAsIs(record),
            header.payloadCrc());
      }
    }
    writer.put(RecordType.STOP, shard, before.epoch(), index.last(), reason);
  }

  /** The shards that are stopped. */
  Map<Integer, Stopped> readAll() throws IOException {
    Map<Integer, Stopped> stopped = new TreeMap<>();
    for (Path file : disk.list(directory)) {
      if (WalFiles.isStopped(file)) {
        Stopped shard = read(file);
        stopped.put(shard.shard(), shard);
      }
    }
    return stopped;
  }

  private Stopped read(Path path) throws IOException {
    Segment segment = SegmentScanner.scan(disk, path, 0, Optional.empty());
    List<ShardPosition> table = segment.header().map(SegmentHeader::table).orElse(List.of());
    if (table.size() != 1
        || segment.items().isEmpty()
        || !(segment.items().getLast() instanceof SegmentItem.Whole end)
        || end.header().type() != RecordType.STOP) {
      throw new CorruptionException(
          path.toString(), segment.end(), "the end of a stopped shard's file", "none");
    }
    long goodCount = end.header().sequenceNr() - table.getFirst().sequenceNr();
    List<RecordPlace> good = new ArrayList<>();
    List<RecordPlace> lost = new ArrayList<>();
    for (SegmentItem item : segment.items().subList(0, segment.items().size() - 1)) {
      switch (item) {
        case SegmentItem.Whole(long offset, RecordHeader header) ->
            (good.size() < goodCount ? good : lost).add(new RecordPlace(0, offset, header));
        case SegmentItem.Damaged(long offset, RecordHeader header, BadPlace place) -> {
          if (good.size() < goodCount) {
            throw place.toException();
          }
          lost.add(new RecordPlace(0, offset, header));
        }
        case SegmentItem.Gap(_, BadPlace place) -> throw place.toException();
      }
    }
    return new Stopped(table.getFirst(), good, lost, reason(path, end));
  }

  private BadPlace reason(Path path, SegmentItem.Whole end) throws IOException {
    try (RecordFetcher fetcher = new RecordFetcher(disk, _ -> path)) {
      RecordPlace place = new RecordPlace(0, end.offset(), end.header());
      return StopReason.decode(ByteBuffer.wrap(fetcher.payloadAsIs(place)));
    }
  }

  /**
   * Puts the good records of a stopped shard into a segment.
   *
   * @return their places there
   */
  List<RecordPlace> putGood(Stopped stopped, SegmentWriter writer) throws IOException {
    List<RecordPlace> places = new ArrayList<>();
    Path path = WalFiles.stopped(directory, stopped.shard());
    try (RecordFetcher fetcher = new RecordFetcher(disk, _ -> path)) {
      for (RecordPlace record : stopped.good()) {
        places.add(writer.putAgain(record.header(), fetcher.payloadAsIs(record)));
      }
    }
    return places;
  }

  /** Lets a shard's records in the log count again; durable when this returns. */
  void remove(int shard) throws IOException {
    disk.delete(WalFiles.stopped(directory, shard));
    disk.forceDirectory(directory);
  }
}

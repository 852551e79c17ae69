package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Directories;
import io.varve.persistence.fs.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Opens a log: reads it, sets the records of shards aside that cannot go on, and begins a segment
 * of its own. This process never writes to a segment of an earlier one, and believes none of its
 * forces: the last group of the last segment is seen here, but whether it is durable only its
 * writer knew, and forcing it again proves nothing when the writer's force failed. So these records
 * are copied to the new segment, whose header cuts them off where they were.
 */
final class WalOpening {
  private final Disk disk;
  private final Path directory;
  private final Reserve reserve;
  private final SetAside setAside;
  private final ByteBuffer buffer;

  private WalOpening(Disk disk, Path directory, Reserve reserve, ByteBuffer buffer) {
    this.disk = disk;
    this.directory = directory;
    this.reserve = reserve;
    this.setAside = new SetAside(disk, directory);
    this.buffer = buffer;
  }

  /**
   * A log that can be written.
   *
   * @param stopped why, for each shard that is
   */
  record Opened(
      LogHistory history,
      Map<Integer, ShardManifests> manifests,
      Map<Integer, BadPlace> stopped,
      SegmentWriter writer,
      ByteBuffer buffer) {}

  /**
   * Opens a log, creating it if there is none.
   *
   * @param groupBytes about how much the writer will write between two forces
   * @param repaired stopped shards that are to go on from their last good record
   */
  static Opened open(
      Disk disk, Path directory, Reserve reserve, int groupBytes, List<Integer> repaired)
      throws IOException {
    Directories.createDurably(disk, directory);
    for (Path file : disk.list(directory)) {
      if (WalFiles.isTemporary(file)) {
        AtomicFiles.deleteIfPresent(disk, file);
      }
    }
    ByteBuffer buffer = SegmentWriter.newBuffer(groupBytes);
    return new WalOpening(disk, directory, reserve, buffer).open(repaired);
  }

  private Opened open(List<Integer> repaired) throws IOException {
    LogFindings found = LogReader.read(disk, directory, _ -> {});
    // A manifest counts from here on, and its name may not have been durable yet.
    disk.forceDirectory(directory);
    Map<Integer, SetAside.Stopped> stopped = setAsideLosses(found);
    List<SetAside.Stopped> back = new ArrayList<>();
    for (int shard : repaired) {
      SetAside.Stopped shardsFile = stopped.remove(shard);
      if (shardsFile == null) {
        throw new IllegalArgumentException("shard " + shard + " is not stopped");
      }
      back.add(Repair.plan(shardsFile, found.manifests().get(shard)));
    }
    stopped.keySet().forEach(shard -> found.history().byShard().remove(shard));
    back.forEach(shard -> found.history().byShard().remove(shard.shard()));
    SegmentWriter writer = begin(found, back);
    for (SetAside.Stopped shard : back) {
      setAside.remove(shard.shard());
    }
    Map<Integer, BadPlace> reasons = new TreeMap<>();
    stopped.forEach((shard, file) -> reasons.put(shard, file.place()));
    return new Opened(found.history(), found.manifests(), reasons, writer, buffer);
  }

  private Map<Integer, SetAside.Stopped> setAsideLosses(LogFindings found) throws IOException {
    boolean any = false;
    for (ShardHistory history : found.history().shards()) {
      if (history.loss().isPresent() && !found.stopped().containsKey(history.position().shard())) {
        setAside.write(history, history.loss().get());
        any = true;
      }
    }
    return any ? setAside.readAll() : new TreeMap<>(found.stopped());
  }

  /** Begins the segment of this process, and lets the history know of it. */
  private SegmentWriter begin(LogFindings found, List<SetAside.Stopped> back) throws IOException {
    LogHistory history = found.history();
    List<ShardPosition> table = new ArrayList<>();
    long carriedBytes = 0;
    for (ShardPosition position : found.certain().values()) {
      if (history.byShard().containsKey(position.shard())) {
        table.add(position);
      }
    }
    List<RecordPlace> doubtful = new ArrayList<>();
    for (RecordPlace record : found.doubtful()) {
      if (history.byShard().containsKey(record.header().shard())) {
        doubtful.add(record);
        carriedBytes += record.header().recordBytes();
      }
    }
    for (SetAside.Stopped shard : back) {
      table.add(shard.before());
      carriedBytes +=
          shard.good().stream().mapToLong(record -> record.header().recordBytes()).sum();
    }
    long number = found.lastSegment() + 1;
    SegmentHeader header =
        new SegmentHeader(number, found.lastSegment(), found.lastLength(), carriedBytes, table);
    List<RecordPlace> places = new ArrayList<>();
    SegmentWriter writer =
        create(
            header,
            segment -> {
              places.clear();
              putDoubtful(doubtful, segment, places);
              for (SetAside.Stopped shard : back) {
                places.addAll(setAside.putGood(shard, segment));
              }
            });
    BadPlace here = new BadPlace(WalFiles.segment(directory, number).toString(), 0, "", "");
    history.contents().begin(number);
    history.table(table, here);
    places.forEach(place -> history.record(place, here));
    return writer;
  }

  private void putDoubtful(
      List<RecordPlace> doubtful, SegmentWriter segment, List<RecordPlace> places)
      throws IOException {
    try (RecordFetcher fetcher =
        new RecordFetcher(disk, number -> WalFiles.segment(directory, number))) {
      for (RecordPlace record : doubtful) {
        places.add(segment.putAgain(record.header(), fetcher.payloadAsIs(record)));
      }
    }
  }

  private SegmentWriter create(SegmentHeader header, Carried carried) throws IOException {
    Path path = WalFiles.segment(directory, header.number());
    try {
      return SegmentWriter.create(disk, path, header, carried, buffer);
    } catch (IOException e) {
      if (disk.exists(path)) {
        throw e;
      }
      reserve.release();
      return SegmentWriter.create(disk, path, header, carried, buffer);
    }
  }
}

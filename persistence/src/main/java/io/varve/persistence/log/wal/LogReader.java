package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads all files of a log once, changes none, and judges every shard. */
final class LogReader {
  private final Disk disk;
  private final Path directory;
  private final LogHistory history = new LogHistory();
  private Map<Integer, ShardPosition> certain = Map.of();

  private LogReader(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /** Called with each segment, in order, for those who look on. */
  interface Onlooker {
    void segment(Segment segment);
  }

  static LogFindings read(Disk disk, Path directory, Onlooker onlooker) throws IOException {
    return new LogReader(disk, directory).read(onlooker);
  }

  private LogFindings read(Onlooker onlooker) throws IOException {
    List<Path> files = disk.list(directory);
    TreeMap<Long, Optional<SegmentHeader>> headers = new TreeMap<>();
    for (Path file : files) {
      var number = WalFiles.segmentNumber(file);
      if (number.isPresent()) {
        headers.put(number.getAsLong(), SegmentScanner.header(disk, file));
      }
    }
    long end = 0;
    List<RecordPlace> doubtful = List.of();
    for (long number : headers.keySet()) {
      Segment found = scan(number, headers);
      onlooker.segment(found);
      if (number == headers.lastKey()) {
        Segment last = found.withoutTornTail();
        end = last.doubtfulFrom();
        doubtful = last(last, end);
      } else {
        history.header(found);
        history.items(found, found.items());
      }
    }
    history.shards().forEach(ShardHistory::end);
    Map<Integer, SetAside.Stopped> stopped = new SetAside(disk, directory).readAll();
    return new LogFindings(
        history,
        headers.isEmpty() ? 0 : headers.lastKey(),
        end,
        certain,
        doubtful,
        manifests(files, stopped),
        stopped);
  }

  private Segment scan(long number, NavigableMap<Long, Optional<SegmentHeader>> headers)
      throws IOException {
    Path path = WalFiles.segment(directory, number);
    Optional<SegmentHeader> header = headers.getOrDefault(number, Optional.empty());
    boolean linked =
        header.isPresent()
            && (headers.containsKey(header.get().previous()) || number == headers.firstKey());
    if (!linked && number != headers.firstKey() && header.isPresent()) {
      history.gap(
          new BadPlace(
              WalFiles.segment(directory, header.get().previous()).toString(),
              0,
              "a segment",
              "no file"));
    }
    Optional<Long> end =
        headers.tailMap(number, false).values().stream()
            .flatMap(Optional::stream)
            .filter(later -> later.previous() == number)
            .map(SegmentHeader::previousLength)
            .findFirst();
    return SegmentScanner.scan(disk, path, number, end);
  }

  /**
   * Reads the last segment in two parts: what is certain, and the group that may not be durable.
   */
  private List<RecordPlace> last(Segment last, long doubtfulFrom) {
    List<SegmentItem> before =
        last.items().stream().filter(item -> item.offset() < doubtfulFrom).toList();
    List<SegmentItem> after =
        last.items().stream().filter(item -> item.offset() >= doubtfulFrom).toList();
    history.header(last);
    history.items(last, before);
    certain = history.positions();
    history.items(last, after);
    List<RecordPlace> doubtful = new ArrayList<>();
    for (SegmentItem item : after) {
      if (item instanceof SegmentItem.Whole(long offset, RecordHeader header)) {
        doubtful.add(new RecordPlace(last.number(), offset, header));
      }
    }
    return doubtful;
  }

  private Map<Integer, ShardManifests> manifests(
      List<Path> files, Map<Integer, SetAside.Stopped> stopped) throws IOException {
    TreeSet<Integer> shards = new TreeSet<>(history.byShard().keySet());
    files.stream()
        .filter(WalFiles::isManifest)
        .forEach(file -> shards.add(WalFiles.manifestShard(file)));
    ManifestStore store = new ManifestStore(disk, directory);
    Map<Integer, ShardManifests> manifests = new HashMap<>();
    for (int shard : shards) {
      ShardManifests mine = store.load(shard, files);
      manifests.put(shard, mine);
      if (!stopped.containsKey(shard)) {
        ManifestCheck.check(history, shard, mine, directory);
      }
    }
    return manifests;
  }
}

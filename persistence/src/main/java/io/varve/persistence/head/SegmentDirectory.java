package io.varve.persistence.head;

import io.varve.model.CorruptionException;
import io.varve.persistence.fs.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments there are, and how long they are kept. Thread-safe. */
final class SegmentDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentDirectory.class);

  private final Disk disk;
  private final Path path;
  private final int shard;
  private final Executor executor;
  private final boolean mapped;
  private final ConcurrentSkipListMap<Integer, Segment> segments = new ConcurrentSkipListMap<>();
  private final ReentrantLock pinning = new ReentrantLock();
  private final Set<Pin> pins = new HashSet<>();
  private int lastId;

  private SegmentDirectory(Disk disk, Path path, int shard, Executor executor, boolean mapped) {
    this.disk = disk;
    this.path = path;
    this.shard = shard;
    this.executor = executor;
    this.mapped = mapped;
  }

  static SegmentDirectory open(
      Disk disk, Path path, int shard, ForcedLengths known, Executor executor, boolean mapped)
      throws IOException {
    disk.createDirectories(path);
    Path parent = path.getParent();
    if (parent != null) {
      // Though it was there before: whoever created it may have died, or failed, before this.
      disk.forceDirectory(parent);
    }
    SegmentDirectory directory = new SegmentDirectory(disk, path, shard, executor, mapped);
    try {
      directory.openKnown(known);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
    directory.deleteUnknown();
    return directory;
  }

  private void openKnown(ForcedLengths known) throws IOException {
    for (ForcedSegment forced : known.segments()) {
      Segment segment = new Segment(disk, path, forced.id(), mapped);
      if (!disk.exists(path.resolve(SegmentFormat.fileName(forced.id())))) {
        throw new CorruptionException(segment.name(), 0, forced.length() + " bytes", "no file");
      }
      segments.put(forced.id(), segment);
      segment.open(forced, shard);
      lastId = forced.id();
    }
  }

  private void deleteUnknown() throws IOException {
    for (Path file : disk.list(path)) {
      int id = SegmentFormat.number(file);
      if (id > 0 && !segments.containsKey(id)) {
        disk.delete(file);
        lastId = Math.max(lastId, id);
      }
    }
  }

  int shard() {
    return shard;
  }

  /** Makes the next segment. One call at a time. */
  Segment add() {
    lastId = Math.addExact(lastId, 1);
    Segment segment = new Segment(disk, path, lastId, mapped);
    segments.put(lastId, segment);
    return segment;
  }

  /** All segments that can be read still, ascending. */
  Collection<Segment> segments() {
    return segments.values();
  }

  @Nullable Segment find(int id) {
    return segments.get(id);
  }

  /** The segment of a position, to be given to {@link #release} after reading. */
  Segment retain(long position) {
    int id = SegmentFormat.segment(position);
    Segment segment = segments.get(id);
    if (segment == null || !segment.retain()) {
      throw new CorruptionException(
          path.resolve(SegmentFormat.fileName(id)).toString(),
          SegmentFormat.offset(position),
          "a chunk",
          "no such segment");
    }
    return segment;
  }

  void release(Segment segment) {
    if (segment.release()) {
      executor.execute(() -> dispose(segment));
    }
  }

  private void dispose(Segment segment) {
    segments.remove(segment.id());
    try {
      segment.dispose();
    } catch (IOException e) {
      LOG.warn("{} could not be deleted; upkeep tries again", segment.name(), e);
    }
  }

  void delete(Segment segment) {
    pinning.lock();
    try {
      segment.markDeleted();
      for (Pin pin : pins) {
        if (segment.retain()) {
          pin.kept.add(segment);
        }
      }
    } finally {
      pinning.unlock();
    }
    release(segment);
  }

  Pin pin() {
    Pin pin = new Pin(this::unpin);
    pinning.lock();
    try {
      pins.add(pin);
    } finally {
      pinning.unlock();
    }
    return pin;
  }

  private void unpin(Pin pin) {
    boolean first;
    pinning.lock();
    try {
      first = pins.remove(pin);
    } finally {
      pinning.unlock();
    }
    if (first) {
      pin.kept.forEach(this::release);
    }
  }

  /** Segments whose files are there though nothing will be read from them or written to them. */
  Set<Integer> idle() throws IOException {
    Set<Integer> idle = new TreeSet<>();
    for (Path file : disk.list(path)) {
      int id = SegmentFormat.number(file);
      Segment segment = segments.get(id);
      if (id > 0 && (segment == null || segment.retired)) {
        idle.add(id);
      }
    }
    return idle;
  }

  /** Deletes a file that no segment of this directory stands for, if there is one. */
  void deleteStray(int id) throws IOException {
    Path file = path.resolve(SegmentFormat.fileName(id));
    if (disk.exists(file)) {
      disk.delete(file);
    }
  }

  void force() throws IOException {
    disk.forceDirectory(path);
  }

  /** Closes all files, whoever reads them. */
  void close() throws IOException {
    for (Segment segment : segments.values()) {
      segment.dispose();
    }
    segments.clear();
  }
}

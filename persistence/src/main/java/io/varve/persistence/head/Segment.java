package io.varve.persistence.head;

import io.varve.model.CorruptionException;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import io.varve.persistence.fs.MappedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One segment's file. It is written by one thread at a time ({@link HeadSegments} sees to it) and
 * read by any number meanwhile, of what {@link #written} says.
 *
 * <p>References are counted: the owner holds one, so do pins and readers. With the last the file is
 * closed, and deleted if the owner asked for it.
 *
 * <p>A growing file is mapped anew when {@link #MAP_STEP_BYTES} of it are not mapped; what is not
 * mapped is read by channel. Earlier mappings stay until the end: at most sixteen, of address space
 * only.
 */
final class Segment {
  /** How much of a file may be read by channel before it is mapped. */
  private static final int MAP_STEP_BYTES = 1 << 20;

  private final Disk disk;
  private final Path path;
  private final boolean mapped;
  private final int id;
  private final AtomicInteger references = new AtomicInteger(1);
  private final ReentrantLock mapping = new ReentrantLock();
  private final List<MappedFile> mappings = new ArrayList<>();

  /** Where the next record goes; guarded by the tail buffer's lock, as is {@link #windows}. */
  long appended;

  /** Which windows have records here. */
  WindowBytes windows = new WindowBytes();

  /** Whether the next manifest will not name the segment. */
  volatile boolean retired;

  private volatile @Nullable MappedFile map;
  private volatile @Nullable DiskFile file;
  private volatile long written;
  private volatile boolean deleted;
  private final AtomicBoolean disposed = new AtomicBoolean();
  private long forced;
  private boolean torn;

  /** A segment without a file as yet. */
  Segment(Disk disk, Path dir, int id, boolean mapped) {
    this.disk = disk;
    this.path = dir.resolve(SegmentFormat.fileName(id));
    this.id = id;
    this.mapped = mapped;
  }

  int id() {
    return id;
  }

  /** For error messages. */
  String name() {
    return path.toString();
  }

  /** How many bytes are in the file and good. */
  long written() {
    return written;
  }

  /** Opens an existing file as a manifest knows it; what follows is cut off. */
  void open(ForcedSegment known, int shard) throws IOException {
    DiskFile opened = disk.openAppend(path);
    file = opened;
    long size = opened.size();
    if (size < known.length()) {
      throw new CorruptionException(name(), size, known.length() + " bytes", "the end");
    }
    if (size > known.length()) {
      opened.truncate(known.length());
    }
    written = known.length();
    forced = written;
    appended = written;
    windows = known.windows().copy();
    byte[] header = new byte[SegmentFormat.HEADER_BYTES];
    read(0, header, 0, header.length);
    SegmentFormat.checkHeader(header, shard, id, name());
  }

  /**
   * Appends to the file, creating it first. After an exception the bytes count as not written, and
   * the same may be tried again.
   */
  void write(byte[] bytes, int from, int length) throws IOException {
    DiskFile to = file;
    if (to == null) {
      to = disk.exists(path) ? disk.openAppend(path) : disk.create(path);
      file = to;
      torn = true;
    }
    long good = written;
    if (torn) {
      to.truncate(good);
    }
    torn = true;
    to.append(ByteBuffer.wrap(bytes, from, length));
    torn = false;
    written = good + length;
  }

  /** Makes what is written durable; returns whether the file had never been forced before. */
  boolean force() throws IOException {
    DiskFile to = file;
    if (to == null || forced == written) {
      return false;
    }
    long length = written;
    to.force();
    boolean first = forced == 0;
    forced = length;
    return first;
  }

  /** Reads written bytes. */
  void read(long offset, byte[] into, int at, int length) throws IOException {
    MappedFile current = map;
    long end = offset + length;
    if (mapped && (current == null || current.size() < end)) {
      current = mapMore();
    }
    if (current != null && current.size() >= end) {
      current.read(offset, into, at, length);
      return;
    }
    DiskFile from = file;
    if (from == null || from.read(offset, ByteBuffer.wrap(into, at, length)) != length) {
      throw new IOException(path + " ends before " + end);
    }
  }

  /** Reads the record at an offset below {@link #written} and returns its length. */
  int readRecord(long offset, SealedChunk into) throws IOException {
    long available = written - offset;
    if (offset < SegmentFormat.HEADER_BYTES || available <= 0) {
      throw new CorruptionException(name(), offset, "a record", "the end at " + written);
    }
    int first = (int) Math.min(available, into.buffer.length);
    read(offset, into.buffer, 0, first);
    int length = SealedChunkFormat.recordLength(into.buffer, 0, first, available, name(), offset);
    if (length > first) {
      into.ensureCapacity(length);
      read(offset + first, into.buffer, first, length - first);
    }
    return length;
  }

  private @Nullable MappedFile mapMore() throws IOException {
    mapping.lock();
    try {
      MappedFile current = map;
      if (written - (current == null ? 0 : current.size()) >= MAP_STEP_BYTES) {
        current = MappedFile.open(path);
        mappings.add(current);
        map = current;
      }
      return current;
    } finally {
      mapping.unlock();
    }
  }

  /** Adds a reference unless the last one is gone. */
  boolean retain() {
    return references.getAndUpdate(n -> n == 0 ? 0 : n + 1) != 0;
  }

  /** Gives a reference back; true if it was the last, and {@link #dispose} must follow. */
  boolean release() {
    return references.decrementAndGet() == 0;
  }

  /** Lets {@link #dispose} delete the file. */
  void markDeleted() {
    deleted = true;
  }

  boolean isDeleted() {
    return deleted;
  }

  /**
   * Unmaps and closes the file, and deletes it if that was asked for; the first time only, since
   * the name may be another segment's afterwards.
   */
  void dispose() throws IOException {
    if (disposed.getAndSet(true)) {
      return;
    }
    for (MappedFile m : mappings) {
      m.close();
    }
    DiskFile open = file;
    if (open != null) {
      open.close();
      if (deleted) {
        disk.delete(path);
      }
    }
  }
}

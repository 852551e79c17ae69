package io.varve.persistence.head;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Carries records from the tail buffer to the files. Thread-safe; its lock is held during I/O. */
final class SegmentWriter {
  private final SegmentDirectory directory;
  private final TailBuffer tail;
  private final Executor executor;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable IOException failure;
  private final AtomicLong bytesWritten = new AtomicLong();

  /** Why nothing can be forced any more; written under {@link #writing}. */
  private volatile @Nullable IOException broken;

  private boolean closed;

  SegmentWriter(SegmentDirectory directory, TailBuffer tail, Executor executor) {
    this.directory = directory;
    this.tail = tail;
    this.executor = executor;
  }

  @Nullable IOException failure() {
    return failure;
  }

  boolean isBroken() {
    return broken != null;
  }

  long bytesWritten() {
    return bytesWritten.get();
  }

  /** Has full pieces written soon. */
  void schedule() {
    if (tail.hasFullPiece() && scheduled.compareAndSet(false, true)) {
      executor.execute(
          () -> {
            scheduled.set(false);
            flush();
          });
    }
  }

  /** Writes full pieces; an exception ends up in {@link #failure}. */
  void flush() {
    writing.lock();
    try {
      write(false);
    } catch (IOException e) {
      // Remembered by write: the records are in memory still, and the shard asks for it.
    } finally {
      writing.unlock();
    }
  }

  private void write(boolean all) throws IOException {
    try {
      if (closed) {
        throw new IOException("the head's files are closed");
      }
      for (TailBuffer.Batch b = tail.next(all); b != null; b = tail.next(all)) {
        b.segment().write(b.bytes(), b.from(), b.length());
        bytesWritten.addAndGet(b.length());
        tail.written(b);
      }
      failure = broken;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  ForcedLengths force() throws IOException {
    writing.lock();
    try {
      List<ForcedSegment> marks = new ArrayList<>();
      List<Segment> named = new ArrayList<>();
      for (Segment segment : directory.segments()) {
        if (!segment.retired) {
          named.add(segment);
          marks.add(tail.mark(segment));
        }
      }
      write(true);
      if (broken != null) {
        throw new IOException("an earlier fsync failed", broken);
      }
      sync(named);
      return new ForcedLengths(marks);
    } finally {
      writing.unlock();
    }
  }

  private void sync(List<Segment> segments) throws IOException {
    try {
      boolean created = false;
      for (Segment segment : segments) {
        created |= segment.force();
      }
      if (created) {
        directory.force();
      }
    } catch (IOException e) {
      broken = e;
      failure = e;
      throw e;
    }
  }

  void close() throws IOException {
    writing.lock();
    try {
      closed = true;
      directory.close();
    } finally {
      writing.unlock();
    }
  }

  Set<Integer> idle() throws IOException {
    writing.lock();
    try {
      return closed ? Set.of() : directory.idle();
    } finally {
      writing.unlock();
    }
  }

  void delete(int id) throws IOException {
    writing.lock();
    try {
      Segment segment = directory.find(id);
      if (closed || (segment != null && segment.isDeleted())) {
        return;
      }
      if (segment == null) {
        directory.deleteStray(id);
        return;
      }
      if (!segment.retired) {
        throw new IllegalStateException("segment " + id + " is in use");
      }
      tail.discard(segment);
      directory.delete(segment);
    } finally {
      writing.unlock();
    }
  }
}

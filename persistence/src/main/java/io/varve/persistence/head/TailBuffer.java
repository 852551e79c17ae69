package io.varve.persistence.head;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to a file, in pieces, each of one segment. Gives out the positions. The lock
 * is held for copying one record and never for I/O; it also guards what segments know of their
 * records. Thread-safe.
 */
final class TailBuffer {
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private final SegmentOptions options;
  private final int shard;
  private final Supplier<Segment> segments;
  private @Nullable Segment active;
  private final AtomicLong unwritten = new AtomicLong();

  /** {@code segments} makes the next segment, under the lock, when a record for it has come. */
  TailBuffer(SegmentOptions options, int shard, Supplier<Segment> segments) {
    this.options = options;
    this.shard = shard;
    this.segments = segments;
  }

  /** Bytes that are in no file yet. */
  long unwritten() {
    return unwritten.get();
  }

  /** Takes a record and returns its position. */
  long append(byte[] record, long windowKey) {
    lock.lock();
    try {
      Segment segment = active;
      if (segment == null || segment.appended + record.length > options.segmentBytes()) {
        segment = segments.get();
        active = segment;
        put(segment, SegmentFormat.header(shard, segment.id()));
      }
      long position = SegmentFormat.position(segment.id(), segment.appended);
      put(segment, record);
      segment.windows.add(windowKey, record.length);
      return position;
    } finally {
      lock.unlock();
    }
  }

  private void put(Segment segment, byte[] bytes) {
    Piece piece = pieces.peekLast();
    if (piece == null || piece.segment != segment || !piece.hasRoom(bytes.length)) {
      int capacity = Math.max(options.pieceBytes(), bytes.length);
      piece = new Piece(segment, segment.appended, new byte[capacity]);
      pieces.add(piece);
    }
    System.arraycopy(bytes, 0, piece.bytes, piece.length, bytes.length);
    piece.length += bytes.length;
    segment.appended += bytes.length;
    unwritten.addAndGet(bytes.length);
  }

  /** Copies a record that is here still; returns its length, or 0 if it is in the file. */
  int read(Segment segment, long offset, SealedChunk into) {
    lock.lock();
    try {
      for (Piece piece : pieces) {
        if (piece.segment == segment && piece.holds(offset)) {
          return copy(piece, (int) (offset - piece.start), into);
        }
      }
      return 0;
    } finally {
      lock.unlock();
    }
  }

  private static int copy(Piece piece, int at, SealedChunk into) {
    int available = piece.length - at;
    int length =
        SealedChunkFormat.recordLength(
            piece.bytes, at, available, available, piece.segment.name(), piece.start + at);
    into.ensureCapacity(length);
    System.arraycopy(piece.bytes, at, into.buffer, 0, length);
    return length;
  }

  /** Whether a piece waits to be written to which nothing will be added. */
  boolean hasFullPiece() {
    lock.lock();
    try {
      return pieces.size() > 1;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is to be written next, in the order of positions; null if there is nothing.
   *
   * @param all whether the piece counts to which more will be added
   */
  @Nullable Batch next(boolean all) {
    lock.lock();
    try {
      removeWritten();
      Piece piece = pieces.peekFirst();
      if (piece == null || piece.written == piece.length || (!all && pieces.size() == 1)) {
        return null;
      }
      return new Batch(piece, piece.written, piece.length - piece.written);
    } finally {
      lock.unlock();
    }
  }

  /** Called when a batch is in the file, and the segment says so. */
  void written(Batch batch) {
    lock.lock();
    try {
      batch.piece.written += batch.length;
      unwritten.addAndGet(-batch.length);
      removeWritten();
    } finally {
      lock.unlock();
    }
  }

  /** All but the last piece, which more will be added to. */
  private void removeWritten() {
    while (pieces.size() > 1 && pieces.getFirst().written == pieces.getFirst().length) {
      pieces.removeFirst();
    }
  }

  /** Forgets what was to be written to a segment that is to be deleted. */
  void discard(Segment segment) {
    lock.lock();
    try {
      for (Iterator<Piece> all = pieces.iterator(); all.hasNext(); ) {
        Piece piece = all.next();
        if (piece.segment == segment) {
          unwritten.addAndGet(piece.written - piece.length);
          all.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** What a manifest would say of a segment, were all of it durable now. */
  ForcedSegment mark(Segment segment) {
    lock.lock();
    try {
      return new ForcedSegment(segment.id(), segment.appended, segment.windows.copy());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the segment that takes records if at least half of it is of windows that are not live, and
   * is worth a file: a shard that fills no segment in days would otherwise keep days of them.
   */
  void endIfMostlyDead(LongPredicate live) {
    lock.lock();
    try {
      Segment segment = active;
      if (segment != null) {
        long dead = segment.windows.bytesOf(live.negate());
        if (dead >= options.pieceBytes() && dead >= segment.appended / 2) {
          active = null;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a segment takes no more records and has none of a live window. */
  boolean isDead(Segment segment, LongPredicate live) {
    lock.lock();
    try {
      return segment != active && !segment.windows.any(live);
    } finally {
      lock.unlock();
    }
  }

  /** Bytes of a piece that nobody changes any more. */
  static final class Batch {
    private final Piece piece;
    private final int from;
    private final int length;

    private Batch(Piece piece, int from, int length) {
      this.piece = piece;
      this.from = from;
      this.length = length;
    }

    int length() {
      return length;
    }

    Segment segment() {
      return piece.segment;
    }

    byte[] bytes() {
      return piece.bytes;
    }

    int from() {
      return from;
    }
  }

  private static final class Piece {
    private final Segment segment;
    private final long start;
    private final byte[] bytes;
    private int length;
    private int written;

    Piece(Segment segment, long start, byte[] bytes) {
      this.segment = segment;
      this.start = start;
      this.bytes = bytes;
    }

    boolean hasRoom(int more) {
      return more <= bytes.length - length;
    }

    boolean holds(long offset) {
      return offset >= start && offset < start + length;
    }
  }
}

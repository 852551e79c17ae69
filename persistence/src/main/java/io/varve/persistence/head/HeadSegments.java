package io.varve.persistence.head;

import io.varve.model.CorruptionException;
import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.RealDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;

/**
 * The sealed chunks of one shard, in local files: {@code <10 digits>.chunks} of at most 16 MiB in a
 * directory of their own. {@link io.varve.persistence.head} specifies the bytes.
 *
 * <p>Appending copies into memory; a task on the given executor writes full pieces to the file;
 * {@link #force} makes a checkpoint's chunks durable. What a crash takes away, the log still has.
 *
 * <p><b>A disk without room</b>, or any other failed write, loses nothing: what could not be
 * written stays in memory and is readable, {@link #failure} tells, and the next {@link #flush} or
 * {@link #force} tries again. The shard must admit no samples meanwhile: nothing else bounds the
 * memory then. A failed fsync is final for this object, since the kernel may have dropped what it
 * did not write: the shard must start anew from its log.
 *
 * <p>Thread-safe. {@link #append} does no I/O unless {@value SegmentOptions#TAIL_BYTES} bytes wait;
 * {@link #read} reads a mapping or, near the end of a growing file, the file; all other methods
 * block.
 */
public final class HeadSegments implements SealedChunks, AutoCloseable {
  private final SegmentDirectory directory;
  private final SegmentWriter writer;
  private final TailBuffer tail;
  private final SegmentOptions options;

  private HeadSegments(SegmentDirectory directory, Executor executor, SegmentOptions options) {
    this.directory = directory;
    this.options = options;
    tail = new TailBuffer(options, directory.shard(), directory::add);
    writer = new SegmentWriter(directory, tail, executor);
  }

  /**
   * Opens a shard's segments as a manifest knows them and removes all that it does not know.
   *
   * @param directory created if missing, in one that exists
   * @param shard 0 to 65535
   * @param known from the newest manifest; {@link ForcedLengths#NONE} if there is none
   * @param executor runs writing and closing of files, which block; ends after this is closed
   * @throws CorruptionException if a file is shorter than the manifest says, or is another's
   */
  public static HeadSegments open(
      Disk disk, Path directory, int shard, ForcedLengths known, Executor executor)
      throws IOException {
    SegmentOptions options =
        disk instanceof RealDisk ? SegmentOptions.MAPPED : SegmentOptions.UNMAPPED;
    return open(disk, directory, shard, known, executor, options);
  }

  static HeadSegments open(
      Disk disk,
      Path directory,
      int shard,
      ForcedLengths known,
      Executor executor,
      SegmentOptions options)
      throws IOException {
    SegmentDirectory segments =
        SegmentDirectory.open(disk, directory, shard, known, executor, options.mapped());
    return new HeadSegments(segments, executor, options);
  }

  @Override
  public long append(
      int seriesRef,
      long window,
      int generation,
      long previousPosition,
      ChunkEncoding encoding,
      int count,
      long minT,
      long maxT,
      byte[] data,
      int length) {
    long end = window + Windows.WINDOW_MS;
    if (minT < window || maxT < minT || maxT >= end || previousPosition < NONE || count < 1) {
      throw new IllegalArgumentException(
          "%d samples from %d to %d in window %d after position %d"
              .formatted(count, minT, maxT, window, previousPosition));
    }
    long key = WindowKey.of(window, generation);
    byte[] record =
        SealedChunkFormat.encode(
            seriesRef,
            key,
            previousPosition,
            encoding,
            count,
            (int) (minT - window),
            (int) (maxT - window),
            data,
            length);
    long position = tail.append(record, key);
    if (tail.unwritten() > options.tailBytes() && writer.failure() == null) {
      writer.flush();
    } else if (tail.unwritten() >= options.pieceBytes()) {
      writer.schedule();
    }
    return position;
  }

  @Override
  public void read(long position, SealedChunk into) {
    Segment segment = directory.retain(position);
    try {
      read(segment, position, into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      directory.release(segment);
    }
  }

  private void read(Segment segment, long position, SealedChunk into) throws IOException {
    long offset = SegmentFormat.offset(position);
    int length = 0;
    if (offset >= segment.written()) {
      length = tail.read(segment, offset, into);
    }
    if (length == 0) {
      length = segment.readRecord(offset, into);
    }
    SealedChunkFormat.decode(into, length, segment.name(), offset);
    into.position = position;
    if (into.previousPosition >= position || into.previousPosition < NONE) {
      throw new CorruptionException(
          segment.name(), offset, "a chunk after an earlier one", "after " + into.previousPosition);
    }
  }

  /**
   * Writes all full pieces of the buffer. Failing, it leaves them there and sets {@link #failure};
   * the shard calls it now and then while there is one.
   */
  public void flush() {
    writer.flush();
  }

  /** Why the last attempt to write or force failed; empty when it did not. */
  public Optional<IOException> failure() {
    return Optional.ofNullable(writer.failure());
  }

  /**
   * Whether an fsync has failed: nothing can be forced any more, and the shard must start anew from
   * its log.
   */
  public boolean isBroken() {
    return writer.isBroken();
  }

  /**
   * Makes durable every chunk whose {@link #append} had returned before this call, whatever of the
   * later ones. One call at a time.
   *
   * @return what the manifest must say, so that {@link #open} finds these chunks
   * @throws IOException if that failed; nothing may be committed that names chunks sealed since the
   *     last success
   */
  public ForcedLengths force() throws IOException {
    return writer.force();
  }

  /**
   * Marks the segments that have no record of a live window and take no more: {@link #force} does
   * not name them any longer. They stay readable until {@link #delete}. A segment that is mostly of
   * dead windows takes no more from now on.
   *
   * @param live whether any series has the window with this {@link WindowKey}, frozen ones included
   * @return the segments, to be deleted once a manifest without them is committed
   */
  public List<Integer> retire(LongPredicate live) {
    tail.endIfMostlyDead(live);
    List<Integer> retired = new ArrayList<>();
    for (Segment segment : directory.segments()) {
      if (!segment.isDeleted() && tail.isDead(segment, live)) {
        segment.retired = true;
        retired.add(segment.id());
      }
    }
    return retired;
  }

  /**
   * Deletes a retired segment, once no {@link Pin} needs it any more, or a file that an earlier
   * deletion left behind. Deleting again does nothing.
   *
   * @throws IllegalStateException if it was not retired
   */
  public void delete(int segmentId) throws IOException {
    writer.delete(segmentId);
  }

  /**
   * Segments whose files are on the disk for nothing, unless a manifest names them still: those
   * that were retired, and what a deletion that failed has left.
   */
  public Set<Integer> idle() throws IOException {
    return writer.idle();
  }

  /** Keeps what is readable now readable; see {@link Pin}. */
  public Pin pin() {
    return directory.pin();
  }

  /** Bytes of records and headers handed in since opening. */
  public long bytesAppended() {
    return writer.bytesWritten() + tail.unwritten();
  }

  /** Bytes written to files since opening. */
  public long bytesWritten() {
    return writer.bytesWritten();
  }

  /**
   * Closes all files. What was not forced may be lost; the log has it. Work that still goes on for
   * the shard that was fails from now on, and does nothing to the files: by then they may belong to
   * the shard's next incarnation.
   */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}

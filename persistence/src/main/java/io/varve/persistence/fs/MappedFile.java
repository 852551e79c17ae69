package io.varve.persistence.fs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A local file mapped for reading. The only class that touches {@code java.lang.foreign}.
 *
 * <p>Thread-safe. References are counted: the opener holds one, {@link #retain} adds one, {@link
 * #close} gives one back, and the last one unmaps the file. Unmapping a shared arena is dear (it
 * stops all threads for a handshake), so that it is done once a file and never in an actor. Reading
 * after that throws IllegalStateException, even in a race: the arena sees to it.
 *
 * <p>The file must not be written to while it is mapped.
 */
public final class MappedFile implements CloseableSource {
  private final Path path;
  private final Arena arena;
  private final MemorySegment segment;
  private final ReferenceCount references;

  private MappedFile(Path path, Arena arena, MemorySegment segment) {
    this.path = path;
    this.arena = arena;
    this.segment = segment;
    references = new ReferenceCount(path.toString());
  }

  /** Maps the whole file; the caller holds the first reference. */
  @SuppressWarnings("MustBeClosedChecker") // The mapped file owns the arena.
  public static MappedFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new MappedFile(path, arena, segment);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Adds a reference, to be given back by {@link #close}.
   *
   * @return this
   * @throws IllegalStateException if the last reference has been given back
   */
  public MappedFile retain() {
    references.retain();
    return this;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long size() {
    return segment.byteSize();
  }

  @Override
  public void read(long offset, byte[] destination, int destinationOffset, int length) {
    ByteSource.checkRange(this, offset, length);
    MemorySegment.copy(
        segment, ValueLayout.JAVA_BYTE, offset, destination, destinationOffset, length);
  }

  @Override
  public void close() {
    if (references.release()) {
      arena.close();
    }
  }
}

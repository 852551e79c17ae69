package io.varve.persistence.fs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file: written at its end only, read anywhere.
 *
 * <p>Reads may run concurrently with everything; appends, truncations and forces are for one thread
 * at a time. Closing forces nothing.
 */
public interface DiskFile extends Closeable {
  /**
   * Appends the remaining bytes of the buffer and leaves it drained. After an exception any number
   * of them, in any state, may be in the file.
   */
  void append(ByteBuffer bytes) throws IOException;

  /**
   * Reads into the buffer from a position, in bytes from the file's start, as far as the buffer or
   * the file reaches.
   *
   * @return the number of bytes read; fewer than the buffer had room for only at the file's end,
   *     and -1 when the position is at or behind it and there was room
   */
  int read(long position, ByteBuffer destination) throws IOException;

  /** Cuts the file to a size not above its present one. */
  void truncate(long size) throws IOException;

  /**
   * Returns when all bytes written so far, and the size, are durable. After an exception they never
   * may be taken to be so, whatever a later call says: the kernel may have dropped them.
   */
  void force() throws IOException;

  /** The present size in bytes. */
  long size() throws IOException;
}

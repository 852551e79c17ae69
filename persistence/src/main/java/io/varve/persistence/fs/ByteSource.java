package io.varve.persistence.fs;

import io.varve.model.CorruptionException;

/**
 * The bytes of an immutable file that is read by ranges: mapped from a local disk, or fetched from
 * an object store. Thread-safe.
 */
public interface ByteSource {

  /** Path or object name, for error messages. */
  String name();

  /** Size in bytes. */
  long size();

  /**
   * Copies {@code length} bytes from {@code offset} on.
   *
   * @throws CorruptionException if the range is not within the file: ranges come out of files
   * @throws java.io.UncheckedIOException if reading fails
   * @throws IllegalStateException if the source was closed
   */
  void read(long offset, byte[] destination, int destinationOffset, int length);

  /** Throws what {@link #read} must throw for a range beyond the end. */
  static void checkRange(ByteSource source, long offset, long length) {
    if (offset < 0 || length < 0 || offset > source.size() - length) {
      throw new CorruptionException(
          source.name(), offset, length + " more bytes", "a file of " + source.size() + " bytes");
    }
  }
}

package io.varve.persistence.chunk;

/**
 * An open chunk of whatever encoding. One writer at a time; readers see {@link #snapshot}s, whose
 * bits never change (see {@link XorAppender}).
 */
public sealed interface ChunkAppender permits XorAppender, HistogramAppender {
  /** How the samples are encoded. */
  ChunkEncoding encoding();

  /** Number of samples appended. */
  int count();

  /** Time of the last sample in milliseconds since the epoch; meaningless while empty. */
  long lastT();

  /** Number of bytes that the chunk has on disk, its header included. */
  int byteLength();

  /** The chunk as it is now, for a reader; shares the array, costs one small object. */
  ChunkSnapshot snapshot();

  /** Copies the chunk, header filled in, to {@code offset}; {@link #byteLength} bytes. */
  void copyTo(byte[] destination, int offset);

  /** The chunk as it stands on disk, in an array of its own. */
  default byte[] toBytes() {
    byte[] copy = new byte[byteLength()];
    copyTo(copy, 0);
    return copy;
  }

  /**
   * Opens the first {@code count} samples of a chunk for appending; what follows them is dropped.
   * The bytes are copied; the header's own count is not looked at.
   *
   * @throws io.varve.model.CorruptionException if the bytes do not hold {@code count} samples
   */
  static ChunkAppender reopen(
      ChunkEncoding encoding, byte[] chunk, int offset, int length, int count) {
    return encoding == ChunkEncoding.XOR
        ? XorAppender.reopen(chunk, offset, length, count)
        : HistogramAppender.reopen(encoding, chunk, offset, length, count);
  }
}

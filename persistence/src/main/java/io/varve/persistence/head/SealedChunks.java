package io.varve.persistence.head;

import io.varve.persistence.chunk.ChunkEncoding;

/**
 * Where the chunks go that no sample can be added to any more. The chunks of one series, window and
 * generation are a list linked backward, so that a series keeps one position for each window and
 * not a reference for each chunk.
 *
 * <p>Thread-safe: many series append and many queries read at once.
 */
public interface SealedChunks {
  /** The position of no chunk; ends every list. */
  long NONE = 0;

  /**
   * Stores a chunk. It may be read at once; that it survives a crash is another matter (see {@link
   * HeadSegments#force}). The data is copied.
   *
   * @param seriesRef the series' reference in the shard
   * @param window the first instant of the window, in ms
   * @param generation the window's generation, from 0
   * @param previousPosition the position of the chunk sealed before in this series, window and
   *     generation, or {@link #NONE}
   * @param count number of samples in the chunk
   * @param minT time of the first sample in ms, in the window
   * @param maxT time of the last sample in ms, in the window
   * @param data holds the chunk as it stands in a block, from its first byte on
   * @param length number of bytes of {@code data} in use
   * @return the chunk's position: positive, and higher than that of every chunk stored before
   */
  long append(
      int seriesRef,
      long window,
      int generation,
      long previousPosition,
      ChunkEncoding encoding,
      int count,
      long minT,
      long maxT,
      byte[] data,
      int length);

  /**
   * Reads the chunk at a position that {@link #append} returned, into an object which the caller
   * may use again and again. The checksum is verified each time.
   *
   * @throws io.varve.model.CorruptionException if there is no whole chunk at this position; names
   *     file and offset
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  void read(long position, SealedChunk into);
}

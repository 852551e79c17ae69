package io.varve.persistence.head;

import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.chunk.ChunkIterators;
import io.varve.persistence.chunk.SampleIterator;
import java.util.Arrays;

/**
 * A sealed chunk as it was read, in a buffer of its own that the next reading overwrites. Not
 * thread-safe. Meaningless before {@link SealedChunks#read} filled it, and after that threw.
 */
public final class SealedChunk {
  private static final int INITIAL_BYTES = 256;

  byte[] buffer = new byte[INITIAL_BYTES];
  long position;
  int seriesRef;
  long window;
  int generation;
  long previousPosition;
  ChunkEncoding encoding = ChunkEncoding.XOR;
  int count;
  long minT;
  long maxT;
  int dataOffset;
  int dataLength;
  String file = "";
  long fileOffset;

  /** Makes an object to read into. */
  public SealedChunk() {}

  /** Sees to it that the buffer holds {@code bytes} bytes; its contents stay. */
  void ensureCapacity(int bytes) {
    if (bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, bytes);
    }
  }

  /** Where the chunk lies. */
  public long position() {
    return position;
  }

  /** The series' reference in the shard. */
  public int seriesRef() {
    return seriesRef;
  }

  /** The first instant of the window, in ms. */
  public long window() {
    return window;
  }

  /** The window's generation. */
  public int generation() {
    return generation;
  }

  /** Where the chunk sealed before lies, or {@link SealedChunks#NONE}. */
  public long previousPosition() {
    return previousPosition;
  }

  /** How the data is encoded. */
  public ChunkEncoding encoding() {
    return encoding;
  }

  /** Number of samples. */
  public int count() {
    return count;
  }

  /** Time of the first sample, in ms. */
  public long minT() {
    return minT;
  }

  /** Time of the last sample, in ms. */
  public long maxT() {
    return maxT;
  }

  /** Whether a sample at this time could be in the chunk. */
  public boolean spans(long t) {
    return t >= minT && t <= maxT;
  }

  /** Holds the chunk's data from {@link #dataOffset} on; not to be written to. */
  public byte[] data() {
    return buffer;
  }

  /** Where in {@link #data} the chunk begins. */
  public int dataOffset() {
    return dataOffset;
  }

  /** Number of bytes of the chunk. */
  public int dataLength() {
    return dataLength;
  }

  /** Begins the chunk with one of the iterators; it reads from this object's buffer. */
  public SampleIterator iterate(ChunkIterators iterators) {
    return iterators.begin(
        encoding, buffer, dataOffset, dataLength, count, file, fileOffset + dataOffset);
  }
}

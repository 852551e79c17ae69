package io.varve.persistence.head;

import io.varve.persistence.chunk.ChunkIterators;
import java.util.ArrayList;
import java.util.List;

/**
 * What chunks of the head are read into, used again from series to series: what was lent for one
 * must not be used any more when the next one begins. Not thread-safe.
 */
public final class ChunkBuffers {
  private final List<SealedChunk> chunks = new ArrayList<>();
  private final List<ChunkIterators> iterators = new ArrayList<>();
  private int chunksLent;
  private int iteratorsLent;

  /** Makes buffers. */
  public ChunkBuffers() {}

  /** Takes back what was lent; another series begins. */
  public void reset() {
    chunksLent = 0;
    iteratorsLent = 0;
  }

  /** Lends an object to read a chunk into. */
  SealedChunk chunk() {
    if (chunksLent == chunks.size()) {
      chunks.add(new SealedChunk());
    }
    return chunks.get(chunksLent++);
  }

  /** Takes back the object lent last. */
  void unneeded() {
    chunksLent--;
  }

  /** Lends iterators for one chunk at a time. */
  ChunkIterators iterators() {
    if (iteratorsLent == iterators.size()) {
      iterators.add(new ChunkIterators());
    }
    return iterators.get(iteratorsLent++);
  }
}

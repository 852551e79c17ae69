package io.varve.persistence.head;

import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.chunk.ChunkSnapshot;

/**
 * One window of a series as it was at one moment.
 *
 * @param windowStart the first instant of the window, in ms
 * @param generation the window's generation
 * @param lastPosition the chunk sealed last, or {@link SealedChunks#NONE}
 * @param minT time of the earliest sample, in ms
 * @param maxT time of the latest sample, in ms
 * @param open the open chunk, its array shared with the series; {@link #NO_CHUNK} if there is none
 * @param openMinT time of the first sample in the open chunk
 * @param late a copy of the late buffer; {@link #NO_SAMPLES} if there is none
 */
record WindowSnapshot(
    long windowStart,
    int generation,
    long lastPosition,
    long minT,
    long maxT,
    ChunkSnapshot open,
    long openMinT,
    LateBuffer late) {
  static final ChunkSnapshot NO_CHUNK = new ChunkSnapshot(ChunkEncoding.XOR, new byte[2], 16, 0);
  static final LateBuffer NO_SAMPLES = new LateBuffer();
}

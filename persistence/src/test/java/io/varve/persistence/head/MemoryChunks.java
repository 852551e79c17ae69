package io.varve.persistence.head;

import io.varve.persistence.chunk.ChunkEncoding;
import java.util.ArrayList;
import java.util.List;

/** Sealed chunks on the heap, encoded as in a segment; positions are 1, 2, 3… */
final class MemoryChunks implements SealedChunks {
  private final List<byte[]> records = new ArrayList<>();

  MemoryChunks copy() {
    MemoryChunks copy = new MemoryChunks();
    copy.records.addAll(records);
    return copy;
  }

  byte[][] records() {
    return records.toArray(byte[][]::new);
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
    records.add(
        SealedChunkFormat.encode(
            seriesRef,
            WindowKey.of(window, generation),
            previousPosition,
            encoding,
            count,
            (int) (minT - window),
            (int) (maxT - window),
            data,
            length));
    return records.size();
  }

  @Override
  public void read(long position, SealedChunk into) {
    byte[] record = records.get((int) position - 1);
    into.ensureCapacity(record.length);
    System.arraycopy(record, 0, into.buffer, 0, record.length);
    SealedChunkFormat.decode(into, record.length, "memory", position);
    into.position = position;
  }
}

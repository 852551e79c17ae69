package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random chunks that were appended, and what reading them must give. */
final class StoredChunks {
  private final List<Stored> stored = new ArrayList<>();
  private final Random random;

  StoredChunks(Random random) {
    this.random = random;
  }

  int size() {
    return stored.size();
  }

  long position(int index) {
    return stored.get(index).position;
  }

  void append(SealedChunks chunks, long windowStart) {
    byte[] data = new byte[1 + random.nextInt(400)];
    random.nextBytes(data);
    int ref = random.nextInt();
    int generation = random.nextInt(3);
    long previous = stored.isEmpty() ? SealedChunks.NONE : stored.getLast().position;
    int count = 1 + random.nextInt(120);
    long minT = windowStart + random.nextInt(1_000_000);
    long maxT = minT + random.nextInt(6_200_000);
    long position =
        chunks.append(
            ref,
            windowStart,
            generation,
            previous,
            ChunkEncoding.XOR,
            count,
            minT,
            maxT,
            data,
            data.length);
    assertThat(position).isGreaterThan(previous);
    stored.add(
        new Stored(position, previous, ref, windowStart, generation, count, minT, maxT, data));
  }

  /** Reads the first {@code count} chunks in random order. */
  void verify(SealedChunks chunks, int count) {
    SealedChunk chunk = new SealedChunk();
    for (int i = 0; i < count; i++) {
      Stored s = stored.get(random.nextInt(count));
      chunks.read(s.position, chunk);
      byte[] data = new byte[chunk.dataLength()];
      System.arraycopy(chunk.data(), chunk.dataOffset(), data, 0, data.length);
      assertThat(data).isEqualTo(s.data);
      assertThat(chunk)
          .extracting(
              SealedChunk::position,
              SealedChunk::previousPosition,
              SealedChunk::seriesRef,
              SealedChunk::window,
              SealedChunk::generation,
              SealedChunk::count,
              SealedChunk::minT,
              SealedChunk::maxT)
          .containsExactly(
              s.position, s.previous, s.ref, s.window, s.generation, s.count, s.minT, s.maxT);
    }
  }

  /** Forgets all but the first ones, as a crash does. */
  void truncate(int count) {
    stored.subList(count, stored.size()).clear();
  }

  /** Forgets what lies in the segment. */
  void drop(int segment) {
    stored.removeIf(s -> SegmentFormat.segment(s.position) == segment);
  }

  static long window(int number) {
    return (236_000L + number) * Windows.WINDOW_MS;
  }

  private record Stored(
      long position,
      long previous,
      int ref,
      long window,
      int generation,
      int count,
      long minT,
      long maxT,
      byte[] data) {}
}

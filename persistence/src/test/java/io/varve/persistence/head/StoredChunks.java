package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
import java.nio.ByteBuffer;
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
    byte[] data = new byte[2 + random.nextInt(400)];
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
        new Stored(
            position,
            previous,
            ref,
            windowStart,
            generation,
            count,
            minT,
            maxT,
            ByteBuffer.wrap(data)));
  }

  /** Reads the first {@code count} chunks in random order. */
  void verify(SealedChunks chunks, int count) {
    SealedChunk chunk = new SealedChunk();
    for (int i = 0; i < count; i++) {
      Stored s = stored.get(random.nextInt(count));
      chunks.read(s.position, chunk);
      Stored found =
          new Stored(
              chunk.position(),
              chunk.previousPosition(),
              chunk.seriesRef(),
              chunk.window(),
              chunk.generation(),
              chunk.count(),
              chunk.minT(),
              chunk.maxT(),
              ByteBuffer.wrap(chunk.data(), chunk.dataOffset(), chunk.dataLength()));
      assertThat(found).isEqualTo(s);
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
      ByteBuffer data) {}
}

package io.varve.persistence.block;

import io.varve.model.Labels;
import io.varve.model.TimeRange;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.chunk.XorAppender;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.testing.RandomLabels;
import io.varve.persistence.testing.RandomSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Blocks of random series, and what is in them. */
final class BlockFixture {
  static final long START = -3_600_000;
  static final int MAX_SAMPLES = 400;

  private BlockFixture() {}

  /** Samples of a series. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Samples(long[] times, long[] values) {}

  static SortedMap<Labels, Samples> random(Random random, int series) {
    SortedMap<Labels, Samples> all = new TreeMap<>();
    for (Labels labels : RandomLabels.sorted(random, series)) {
      int count = 1 + random.nextInt(MAX_SAMPLES);
      all.put(
          labels,
          new Samples(
              RandomSamples.times(random, count, START + random.nextInt(100_000)),
              RandomSamples.values(random, count)));
    }
    return all;
  }

  static TimeRange range(SortedMap<Labels, Samples> series) {
    long last =
        series.values().stream()
            .mapToLong(s -> s.times()[s.times().length - 1])
            .max()
            .orElse(START);
    return new TimeRange(START, last + 1);
  }

  static BlockMeta write(Path directory, Random random, SortedMap<Labels, Samples> series)
      throws IOException {
    return write(directory, random, series, BlockFiles.MAX_SEGMENT_BYTES);
  }

  static BlockMeta write(
      Path directory, Random random, SortedMap<Labels, Samples> series, long maxSegmentBytes)
      throws IOException {
    return write(new RealDisk(), directory, random, series, maxSegmentBytes);
  }

  static BlockMeta write(
      Disk disk,
      Path directory,
      Random random,
      SortedMap<Labels, Samples> series,
      long maxSegmentBytes)
      throws IOException {
    Ulid ulid = Ulid.next(3, () -> Instant.ofEpochMilli(1_700_000_000_000L), random);
    try (BlockWriter writer =
        BlockWriter.create(disk, directory.resolve(ulid.toString()), maxSegmentBytes)) {
      for (var entry : series.entrySet()) {
        writer.beginSeries(entry.getKey());
        addChunks(writer, entry.getValue());
      }
      ThanosMeta thanos = ThanosMeta.of("anonymous", 3, new VarveMeta(15, 3, 1, 0, 12, 4));
      return writer.finish(
          BlockMeta.draft(ulid, range(series), CompactionMeta.first(ulid), thanos));
    }
  }

  /** All series of a block with their samples, as text. */
  static String dump(BlockReader block) {
    StringBuilder text = new StringBuilder();
    TimeRange always = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
    try (BlockSeriesSet set = block.select(List.of(), always)) {
      while (set.next()) {
        text.append(set.labels());
        SampleIterator samples = set.samples();
        while (samples.next()) {
          text.append(' ').append(samples.t()).append('=').append(samples.valueBits());
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static void addChunks(BlockWriter writer, Samples samples) throws IOException {
    long[] times = samples.times();
    for (int from = 0; from < times.length; from += 120) {
      int to = Math.min(times.length, from + 120);
      XorAppender appender = new XorAppender();
      for (int i = from; i < to; i++) {
        appender.append(times[i], samples.values()[i]);
      }
      byte[] padded = new byte[appender.byteLength() + 7];
      Arrays.fill(padded, (byte) 0x55);
      appender.copyTo(padded, 5);
      writer.addChunk(
          ChunkEncoding.XOR, padded, 5, appender.byteLength(), times[from], times[to - 1]);
    }
  }
}

package io.varve.persistence.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TimeRange;
import io.varve.model.VarveException;
import io.varve.persistence.block.BlockFixture.Samples;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.fs.RealDisk;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BlockTest {
  private static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @TempDir Path directory;

  private BlockReader open(BlockMeta meta) throws IOException {
    return BlockReader.open(new RealDisk(), directory.resolve(meta.ulid().toString()));
  }

  @Test
  void writesTheExampleOfThePackageDocumentation() throws IOException {
    SortedMap<Labels, Samples> series = new TreeMap<>();
    series.put(
        Labels.of("a", "b"),
        new Samples(new long[] {1000}, new long[] {Double.doubleToRawLongBits(1.0)}));
    BlockMeta meta = BlockFixture.write(directory, random, series);
    byte[] segment =
        Files.readAllBytes(directory.resolve(meta.ulid().toString()).resolve("chunks/000001"));
    assertThat(HexFormat.ofDelimiter(" ").formatHex(segment))
        .isEqualTo("85 bd 40 dd 01 00 00 00 0c 01 00 01 d0 0f 3f f0 00 00 00 00 00 00 b1 83 43 01");
  }

  @Test
  void everySampleReadsBack() throws IOException {
    for (int round = 0; round < Scale.of(5, 100); round++) {
      SortedMap<Labels, Samples> series = BlockFixture.random(random, 50);
      BlockMeta meta = BlockFixture.write(directory, random, series, 64 + random.nextInt(20_000));
      try (BlockReader block = open(meta)) {
        assertThat(block.meta()).isEqualTo(meta);
        assertThat(meta.stats().numSeries()).isEqualTo(series.size());
        assertThat(meta.stats().numSamples())
            .isEqualTo(series.values().stream().mapToLong(s -> s.times().length).sum());
        assertSelects(block, List.of(), ALWAYS, series);
      }
    }
  }

  @Test
  void selectsSeriesAndTimes() throws IOException {
    SortedMap<Labels, Samples> series = BlockFixture.random(random, 60);
    BlockMeta meta = BlockFixture.write(directory, random, series);
    try (BlockReader block = open(meta)) {
      for (int round = 0; round < Scale.of(300, 10_000); round++) {
        long from = BlockFixture.START + random.nextInt(6_000_000) - 100_000;
        TimeRange range = new TimeRange(from, from + random.nextInt(3_000_000));
        SortedMap<Labels, Samples> expected = new TreeMap<>(series);
        expected.keySet().removeIf(labels -> !labels.get("job").startsWith("a"));
        assertSelects(
            block, List.of(new LabelMatcher(MatchType.RE, "job", "a.*")), range, expected);
      }
    }
  }

  private static void assertSelects(
      BlockReader block,
      List<LabelMatcher> matchers,
      TimeRange range,
      SortedMap<Labels, Samples> series) {
    SortedMap<Labels, String> found = new TreeMap<>();
    List<Labels> order = new ArrayList<>();
    try (BlockSeriesSet set = block.select(matchers, range)) {
      while (set.next()) {
        order.add(set.labels());
        StringBuilder text = new StringBuilder();
        SampleIterator samples = set.samples();
        while (samples.next()) {
          text.append(samples.t()).append('=').append(samples.valueBits()).append(' ');
        }
        if (!text.isEmpty()) {
          found.put(set.labels(), text.toString());
        }
      }
    }
    SortedMap<Labels, String> expected = new TreeMap<>();
    for (var entry : series.entrySet()) {
      String text = describe(entry.getValue(), range);
      if (!text.isEmpty()) {
        expected.put(entry.getKey(), text);
      }
    }
    assertThat(order).isSorted();
    assertThat(found).isEqualTo(expected);
  }

  private static String describe(Samples samples, TimeRange range) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < samples.times().length; i++) {
      if (range.contains(samples.times()[i])) {
        text.append(samples.times()[i]).append('=').append(samples.values()[i]).append(' ');
      }
    }
    return text.toString();
  }

  @Test
  void seeksForwardAcrossChunks() throws IOException {
    SortedMap<Labels, Samples> series = BlockFixture.random(random, 20);
    try (BlockReader block = open(BlockFixture.write(directory, random, series));
        BlockSeriesSet set = block.select(List.of(), ALWAYS)) {
      while (set.next()) {
        Samples samples = series.get(set.labels());
        SampleIterator it = set.samples();
        int i = 0;
        while (i < samples.times().length) {
          i = Math.min(samples.times().length, i + random.nextInt(200));
          long t = i < samples.times().length ? samples.times()[i] - random.nextInt(2) : 0;
          if (i < samples.times().length) {
            assertThat(it.seek(t)).isTrue();
            i += it.t() == samples.times()[i] ? 0 : -1;
            assertThat(it.t()).isEqualTo(samples.times()[i]);
            assertThat(it.valueBits()).isEqualTo(samples.values()[i]);
          }
        }
        assertThat(it.seek(Long.MAX_VALUE)).isFalse();
        assertThat(it.next()).isFalse();
      }
    }
  }

  @Test
  void anEmptyBlockIsOne() throws IOException {
    BlockMeta meta = BlockFixture.write(directory, random, new TreeMap<>());
    try (BlockReader block = open(meta);
        BlockSeriesSet set = block.select(List.of(), ALWAYS)) {
      assertThat(set.next()).isFalse();
    }
  }

  @Test
  void withoutMetaJsonItIsNoBlock() throws IOException {
    try (BlockWriter writer = BlockWriter.create(new RealDisk(), directory.resolve("b"))) {
      writer.beginSeries(Labels.of("a", "b"));
    }
    assertThatThrownBy(() -> BlockReader.open(new RealDisk(), directory.resolve("b")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void metaNamesEveryFileWithItsSize() throws IOException {
    SortedMap<Labels, Samples> series = BlockFixture.random(random, 30);
    BlockMeta meta = BlockFixture.write(directory, random, series, 4096);
    Path block = directory.resolve(meta.ulid().toString());
    List<String> names = new ArrayList<>();
    for (ThanosMeta.BlockFile file : meta.thanos().files()) {
      names.add(file.path());
      if (!file.path().equals(BlockFiles.META)) {
        assertThat(Files.size(block.resolve(file.path()))).isEqualTo(file.sizeBytes());
      }
    }
    try (var files = Files.walk(block)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> block.relativize(f).toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
    assertThat(names.size()).isGreaterThan(3);
  }

  @Test
  void refusesWhatDoesNotBelongIntoTheBlock() throws IOException {
    byte[] chunk = new byte[30];
    try (BlockWriter writer = BlockWriter.create(new RealDisk(), directory.resolve("b"))) {
      assertThatThrownBy(() -> writer.addChunk(ChunkEncoding.XOR, chunk, 0, 30, 0, 1))
          .isInstanceOf(IllegalArgumentException.class);
      writer.beginSeries(Labels.of("a", "b"));
      assertThatThrownBy(() -> writer.addChunk(ChunkEncoding.XOR2, chunk, 0, 30, 0, 1))
          .isInstanceOf(VarveException.class);
      writer.addChunk(ChunkEncoding.XOR, chunk, 0, 30, 0, 10);
      assertThatThrownBy(() -> writer.addChunk(ChunkEncoding.XOR, chunk, 0, 30, 10, 11))
          .isInstanceOf(IllegalArgumentException.class);
      Ulid ulid = new Ulid(0, 0);
      BlockMeta tooShort =
          BlockMeta.draft(
              ulid, new TimeRange(0, 10), CompactionMeta.first(ulid), ThanosMeta.ABSENT);
      assertThatThrownBy(() -> writer.finish(tooShort))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyFlippedBitOfASegmentIsFoundWhenItsChunkIsRead() throws IOException {
    SortedMap<Labels, Samples> series = BlockFixture.random(random, 4);
    BlockMeta meta = BlockFixture.write(directory, random, series);
    Path segment = directory.resolve(meta.ulid().toString()).resolve("chunks/000001");
    byte[] good = Files.readAllBytes(segment);
    for (int round = 0; round < 500; round++) {
      byte[] bad = good.clone();
      int at = BlockFiles.SEGMENT_HEADER_BYTES + random.nextInt(good.length - 8);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(segment, bad);
      try (BlockReader block = open(meta)) {
        assertThatThrownBy(() -> BlockFixture.dump(block))
            .isInstanceOf(CorruptionException.class)
            .hasMessageContaining("000001");
      }
    }
    for (int length = 0; length < good.length; length += 1 + random.nextInt(200)) {
      Files.write(segment, Arrays.copyOf(good, length));
      assertThatThrownBy(
              () -> {
                try (BlockReader block = open(meta)) {
                  BlockFixture.dump(block);
                }
              })
          .isInstanceOf(CorruptionException.class);
    }
  }

  @Test
  void aSelectionKeepsTheBlockOpen() throws IOException {
    SortedMap<Labels, Samples> series = BlockFixture.random(random, 5);
    BlockReader block = open(BlockFixture.write(directory, random, series));
    try (BlockSeriesSet set = block.select(List.of(), ALWAYS)) {
      block.close();
      assertThat(set.next()).isTrue();
      assertThat(set.samples().next()).isTrue();
    }
    assertThatThrownBy(() -> block.select(List.of(), ALWAYS))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(block::retain).isInstanceOf(IllegalStateException.class);
  }
}

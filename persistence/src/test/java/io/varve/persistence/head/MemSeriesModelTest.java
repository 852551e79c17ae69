package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.ByteCursor;
import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.testing.TestValues;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random samples, cuts and checkpoints against a model made of maps. */
class MemSeriesModelTest {
  private static final long FIRST_WINDOW = 1_700_000_000_000L / Windows.WINDOW_MS;
  private static final int WINDOWS = 3;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final MemoryChunks chunks = new MemoryChunks();
  private final SeriesModel model = new SeriesModel();
  private MemSeries series = new MemSeries(0);
  private boolean histograms;
  private long name;

  @Test
  void agreesWithTheModel() {
    for (int run = 0; run < Scale.of(30, 3_000); run++) {
      model.windows.clear();
      model.frozen.clear();
      series = new MemSeries(random.nextInt());
      int lateness = 1 + random.nextInt(20);
      for (int step = 0; step < 3_000; step++) {
        step(lateness);
      }
      check(Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  private void step(int lateness) {
    long key = anyKey();
    switch (random.nextInt(1_000)) {
      case 0, 1 -> freeze(key);
      case 2 -> drop(key);
      case 3, 4 -> checkpoint();
      case 5, 6, 7 -> {
        long a = SeriesModel.anyTime(random, WindowKey.windowStart(anyKey()));
        check(a, SeriesModel.anyTime(random, WindowKey.windowStart(anyKey())));
      }
      default -> append(key, lateness);
    }
  }

  private long anyKey() {
    // Most samples go to one window, as in life.
    int window = random.nextInt(10) == 0 ? random.nextInt(WINDOWS) : 0;
    int generation = random.nextInt(10) == 0 ? random.nextInt(3) : 0;
    return WindowKey.of((FIRST_WINDOW + window) * Windows.WINDOW_MS, generation);
  }

  private void append(long key, int lateness) {
    long windowStart = WindowKey.windowStart(key);
    int generation = WindowKey.generation(key);
    TreeMap<Long, Long> present = model.windows.getOrDefault(key, new TreeMap<>());
    long t;
    if (present.isEmpty() || random.nextInt(lateness) == 0) {
      t = SeriesModel.anyTime(random, windowStart);
    } else if (random.nextInt(8) == 0) {
      Long repeated = present.ceilingKey(SeriesModel.anyTime(random, windowStart));
      t = repeated == null ? present.lastKey() : repeated;
    } else {
      t = present.lastKey() + 1 + random.nextInt(random.nextBoolean() ? 1 : 20_000);
    }
    if (t >= windowStart + Windows.WINDOW_MS) {
      return;
    }
    Long known = present.get(t);
    long bits = known != null && random.nextBoolean() ? known : value();
    if (model.frozen.contains(key)) {
      assertThatThrownBy(() -> TestValues.append(series, windowStart, generation, t, bits, chunks))
          .isInstanceOf(IllegalStateException.class);
      return;
    }
    assertThat(TestValues.append(series, windowStart, generation, t, bits, chunks))
        .isEqualTo(model.append(key, t, bits));
  }

  /** Runs of histograms, as a series has them that changes its kind now and then. */
  private long value() {
    if (random.nextInt(50) == 0) {
      histograms = !histograms;
      name = random.nextLong();
    }
    return histograms ? TestValues.ofHistogram(name++) : Double.doubleToRawLongBits(number());
  }

  private double number() {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(4);
      case 1 -> random.nextInt(1_000) / 10.0;
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private void freeze(long key) {
    long last = series.freeze(WindowKey.windowStart(key), WindowKey.generation(key), chunks);
    TreeMap<Long, Long> expected = model.windows.get(key);
    if (expected == null) {
      assertThat(last).isEqualTo(SealedChunks.NONE);
      return;
    }
    model.frozen.add(key);
    List<SealedChunk> sealed = HeadSeriesReader.chunks(last, chunks);
    assertThat(Samples.all(HeadSeriesReader.iterate(sealed))).isEqualTo(expected);
    for (SealedChunk chunk : sealed) {
      assertThat(chunk.count()).isLessThanOrEqualTo(ChunkLimits.MAX_SAMPLES);
      if (chunk.encoding() == ChunkEncoding.XOR) {
        assertThat(chunk.dataLength()).isLessThanOrEqualTo(ChunkLimits.MAX_BYTES);
      }
      assertThat(chunk.seriesRef()).isEqualTo(series.ref());
    }
  }

  private void drop(long key) {
    if (model.windows.containsKey(key) && !model.frozen.contains(key)) {
      assertThatThrownBy(() -> series.drop(WindowKey.windowStart(key), WindowKey.generation(key)))
          .isInstanceOf(IllegalStateException.class);
    } else {
      series.drop(WindowKey.windowStart(key), WindowKey.generation(key));
      model.drop(key);
    }
    assertThat(series.isEmpty()).isEqualTo(model.windows.isEmpty());
  }

  /** Goes on with a copy; both write the same bytes. */
  private void checkpoint() {
    ByteSink written = new ByteSink(16);
    series.writeTo(written);
    ByteCursor in = new ByteCursor(written.toByteArray());
    MemSeries copy = MemSeries.readFrom(in);
    assertThat(in.hasRemaining()).isFalse();
    ByteSink again = new ByteSink(16);
    copy.writeTo(again);
    assertThat(again.toByteArray()).isEqualTo(written.toByteArray());
    assertThat(copy.lastAppendT()).isEqualTo(series.lastAppendT());
    assertThat(sizes(copy)).isEqualTo(sizes(series));
    series = copy;
  }

  private void check(long minT, long maxT) {
    SeriesSnapshot snapshot = series.snapshot(minT, maxT);
    assertThat(Samples.all(HeadSeriesReader.iterate(snapshot, chunks)))
        .isEqualTo(model.between(minT, maxT));
    List<Long> counts = new ArrayList<>();
    series.accept((w, g, stored, open, samples, frozen) -> counts.add((long) samples));
    assertThat(counts.stream().mapToLong(n -> n).sum()).isEqualTo(model.samples());
  }

  private static List<List<Long>> sizes(MemSeries series) {
    List<List<Long>> sizes = new ArrayList<>();
    series.accept(
        (w, g, stored, open, samples, frozen) ->
            sizes.add(
                Arrays.asList(w, (long) g, stored, (long) open, (long) samples, frozen ? 1L : 0L)));
    return sizes;
  }
}

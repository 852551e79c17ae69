package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MemSeriesTest {
  private static final long W = 236_000 * Windows.WINDOW_MS;

  private final MemoryChunks chunks = new MemoryChunks();
  private final MemSeries series = new MemSeries(5);

  private AppendOutcome append(long t, double value) {
    return append(0, t, value);
  }

  private AppendOutcome append(int generation, long t, double value) {
    return series.append(
        Windows.windowStart(t), generation, t, 0, Double.doubleToRawLongBits(value), chunks);
  }

  @Test
  void tellsWhatBecameOfASample() {
    assertThat(append(W, 1)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(append(W, 1)).isEqualTo(AppendOutcome.DUPLICATE);
    assertThat(append(W, 2)).isEqualTo(AppendOutcome.CONFLICT);
    assertThat(append(W, 1)).isEqualTo(AppendOutcome.DUPLICATE);
    assertThat(append(W + 10, -0.0)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(append(W + 10, 0.0)).isEqualTo(AppendOutcome.CONFLICT);
    assertThat(append(W + 5, 7)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(append(W + 5, 7)).isEqualTo(AppendOutcome.DUPLICATE);
    assertThat(append(W + 5, 8)).isEqualTo(AppendOutcome.CONFLICT);
    // Another generation knows nothing of this one.
    assertThat(append(1, W + 5, 8)).isEqualTo(AppendOutcome.ACCEPTED);
    assertThat(series.samplesInOpenChunks()).isEqualTo(4);
    assertThat(series.lastAppendT()).isEqualTo(W + 10);
  }

  @Test
  void findsDuplicatesInSealedChunks() {
    for (int i = 0; i < 400; i++) {
      append(W + 1_000 * i, i);
    }
    for (int i = 0; i < 100; i++) {
      append(W + 3_000 * i + 1, -i);
    }
    assertThat(series.samplesInOpenChunks()).isLessThan(160);
    for (int i = 0; i < 400; i++) {
      assertThat(append(W + 1_000 * i, i)).isEqualTo(AppendOutcome.DUPLICATE);
      assertThat(append(W + 1_000 * i, -1)).isEqualTo(AppendOutcome.CONFLICT);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(append(W + 3_000 * i + 1, -i - 1)).isEqualTo(AppendOutcome.CONFLICT);
    }
  }

  @Test
  void freezesAndDrops() {
    append(W, 1);
    append(W + Windows.WINDOW_MS, 2);
    assertThatThrownBy(() -> series.drop(W, 0)).isInstanceOf(IllegalStateException.class);
    long last = series.freeze(W, 0, chunks);
    assertThat(last).isNotEqualTo(SealedChunks.NONE);
    assertThat(series.freeze(W, 0, chunks)).isEqualTo(last);
    assertThat(series.freeze(W, 1, chunks)).isEqualTo(SealedChunks.NONE);
    assertThatThrownBy(() -> append(W + 1, 1)).isInstanceOf(IllegalStateException.class);
    assertThat(append(1, W + 1, 1)).isEqualTo(AppendOutcome.ACCEPTED);
    series.drop(W, 0);
    series.drop(W, 0);
    assertThat(Samples.all(iterate(Long.MIN_VALUE, Long.MAX_VALUE)).keySet())
        .containsExactly(W + 1, W + Windows.WINDOW_MS);
    assertThat(series.isEmpty()).isFalse();
    series.freeze(W, 1, chunks);
    series.drop(W, 1);
    series.freeze(W + Windows.WINDOW_MS, 0, chunks);
    series.drop(W + Windows.WINDOW_MS, 0);
    assertThat(series.isEmpty()).isTrue();
    assertThat(series.lastAppendT()).isEqualTo(W + Windows.WINDOW_MS);
  }

  private io.varve.persistence.chunk.SampleIterator iterate(long minT, long maxT) {
    return HeadSeriesReader.iterate(series.snapshot(minT, maxT), chunks);
  }

  @Test
  void refusesWhatIsNotSupported() {
    assertThatThrownBy(() -> series.append(W, 0, W, 1, 0, chunks))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> series.append(W, 0, W - 1, 0, 0, chunks))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> series.append(W, 0, W + Windows.WINDOW_MS, 0, 0, chunks))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spreadsTheFirstCut() {
    int[] cuts = new int[ChunkLimits.MAX_SAMPLES + 1];
    for (int ref = 0; ref < 105_000; ref++) {
      cuts[ChunkLimits.firstCut(ref)]++;
    }
    for (int n = 0; n < cuts.length; n++) {
      if (n < ChunkLimits.MIN_FIRST_CUT) {
        assertThat(cuts[n]).isZero();
      } else {
        assertThat(cuts[n]).isBetween(900, 1_100);
      }
    }
  }

  @Test
  void cutsAtTheLimits() {
    for (int i = 0; i < 600; i++) {
      append(W + 10_000 * i, 1);
    }
    // Values that do not compress: 1 KiB comes before 120 samples.
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 600; i++) {
      append(W + Windows.WINDOW_MS + 10_000 * i, random.nextGaussian());
    }
    List<SealedChunk> first = HeadSeriesReader.chunks(series.freeze(W, 0, chunks), chunks);
    assertThat(first.getFirst().count()).isEqualTo(ChunkLimits.firstCut(5));
    assertThat(first.subList(1, first.size() - 1))
        .allMatch(c -> c.count() == ChunkLimits.MAX_SAMPLES);
    List<SealedChunk> second =
        HeadSeriesReader.chunks(series.freeze(W + Windows.WINDOW_MS, 0, chunks), chunks);
    assertThat(second).allMatch(c -> c.dataLength() <= ChunkLimits.MAX_BYTES);
    assertThat(second.subList(1, second.size() - 1))
        .allMatch(c -> c.dataLength() > ChunkLimits.FULL_BYTES);
  }

  /** A sink that fails leaves the series as it was, and whole. */
  @Test
  void survivesASinkThatFails() {
    AtomicBoolean fails = new AtomicBoolean();
    SealedChunks unreliable = new UnreliableChunks(chunks, fails);
    TreeMap<Long, Long> taken = new TreeMap<>();
    List<Long> refused = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      fails.set(i % 3 == 0);
      long t = W + (i % 7 == 6 ? i * 1_000 - 4_500 : i * 1_000);
      taken.put(t, (long) i);
      try {
        series.append(W, 0, t, 0, i, unreliable);
      } catch (java.io.UncheckedIOException e) {
        refused.add(t);
      }
    }
    assertThat(refused).isNotEmpty();
    assertThat(Samples.all(iterate(W, W + Windows.WINDOW_MS))).isEqualTo(taken);
  }

  private record UnreliableChunks(MemoryChunks chunks, AtomicBoolean fails)
      implements SealedChunks {
    @Override
    public long append(
        int ref,
        long window,
        int generation,
        long previous,
        ChunkEncoding encoding,
        int count,
        long minT,
        long maxT,
        byte[] data,
        int length) {
      if (fails.get()) {
        throw new java.io.UncheckedIOException(new java.io.IOException("no"));
      }
      return chunks.append(
          ref, window, generation, previous, encoding, count, minT, maxT, data, length);
    }

    @Override
    public void read(long position, SealedChunk into) {
      chunks.read(position, into);
    }
  }
}

package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Heap bytes of a series in the steady state; DESIGN's table allows 300 with the open chunk. */
class MemSeriesFootprintTest {
  private static final long W = 236_000 * Windows.WINDOW_MS;
  private static final int SERIES = 60_000;
  private static final int INTERVAL_MS = 15_000;
  private static final int SAMPLES = (int) Windows.WINDOW_MS / INTERVAL_MS;

  private interface Values {
    double after(double value, Random random);
  }

  @Test
  void constants() {
    assertThat(bytesPerSeries("constant", (v, r) -> v)).isBetween(100L, 250L);
  }

  @Test
  void counters() {
    assertThat(bytesPerSeries("counter", (v, r) -> v + r.nextInt(10))).isBetween(100L, 330L);
  }

  @Test
  void gauges() {
    assertThat(bytesPerSeries("gauge", (v, r) -> r.nextInt(5) == 0 ? r.nextInt(50) : v))
        .isBetween(100L, 300L);
  }

  private static long bytesPerSeries(String name, Values values) {
    MemSeries[] all = new MemSeries[SERIES];
    Sink sink = new Sink();
    Random random = new Random(1);
    long before = usedAfterCollection();
    for (int ref = 0; ref < SERIES; ref++) {
      all[ref] = new MemSeries(ref);
      // A moment in the window for each, so that all fill levels are there.
      fill(all[ref], random, random.nextInt(SAMPLES), values, sink);
    }
    long perSeries = (usedAfterCollection() - before) / SERIES;
    long open = 0;
    for (MemSeries series : all) {
      open += series.samplesInOpenChunks();
    }
    System.out.printf("%s: %d bytes a series, %d samples open%n", name, perSeries, open / SERIES);
    return perSeries;
  }

  private static void fill(MemSeries series, Random random, int samples, Values values, Sink sink) {
    double value = random.nextInt(1_000);
    int jitter = random.nextInt(INTERVAL_MS);
    for (int i = 0; i <= samples; i++) {
      value = values.after(value, random);
      long t = W + (long) i * INTERVAL_MS + jitter;
      series.append(W, 0, t, 0, Double.doubleToRawLongBits(value), sink);
    }
  }

  private static long usedAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** Keeps nothing. */
  private static final class Sink implements SealedChunks {
    private long position;

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
      return ++position;
    }

    @Override
    public void read(long at, SealedChunk into) {
      throw new UnsupportedOperationException();
    }
  }
}

package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.ByteCursor;
import io.varve.model.DecodeException;
import io.varve.model.Windows;
import io.varve.persistence.testing.TestValues;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeriesFormatTest {
  private static final long W = 236_000 * Windows.WINDOW_MS;
  private static final long ONE = Double.doubleToRawLongBits(1.0);

  /** Stands in the package documentation. */
  private static final String EXAMPLE =
      """
      01 ac 02 a0 9f b3 83 f4 62 02
      c0 e7 1c 01 0c
      10 00 01 a0 9f b3 83 f4 62 3f f0 00 00 00 00 00 00
      01 f4 03 3f f0 00 00 00 00 00 00
      c0 e7 1c 00 03
      01 01 10 e8 07 00
      """;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private MemoryChunks chunks = new MemoryChunks();

  @Test
  void writesTheDocumentedBytes() {
    MemSeries series = new MemSeries(300);
    series.append(W, 0, W + 1_000, 0, ONE, chunks);
    series.freeze(W, 0, chunks);
    series.append(W, 1, W + 2_000, 0, ONE, chunks);
    series.append(W, 1, W + 500, 0, ONE, chunks);
    HexFormat hex = HexFormat.ofDelimiter(" ");
    assertThat(hex.formatHex(bytes(series))).isEqualTo(EXAMPLE.strip().replaceAll("\\s+", " "));
    assertThat(bytes(copy(series))).isEqualTo(bytes(series));
  }

  private static byte[] bytes(MemSeries series) {
    ByteSink out = new ByteSink(16);
    series.writeTo(out);
    return out.toByteArray();
  }

  private static MemSeries copy(MemSeries series) {
    return MemSeries.readFrom(new ByteCursor(bytes(series)));
  }

  @Test
  void goesOnBitForBit() {
    for (int run = 0; run < Scale.of(100, 5_000); run++) {
      chunks = new MemoryChunks();
      MemSeries original = new MemSeries(random.nextInt());
      grow(original, chunks, random, random.nextInt(800));
      MemSeries copy = copy(original);
      MemoryChunks own = chunks.copy();
      long seed = random.nextLong();
      int outcomes = grow(original, chunks, new Random(seed), 300);
      assertThat(grow(copy, own, new Random(seed), 300)).isEqualTo(outcomes);
      assertThat(bytes(copy)).isEqualTo(bytes(original));
      assertThat(Arrays.deepEquals(own.records(), chunks.records())).isTrue();
    }
  }

  /** Appends samples, most of them in order, and returns a hash of the outcomes. */
  private static int grow(MemSeries series, SealedChunks chunks, Random random, int samples) {
    int outcomes = 0;
    long t = Math.max(W, series.lastAppendT());
    for (int i = 0; i < samples; i++) {
      t = Math.min(t + random.nextInt(20_000), W + 4 * Windows.WINDOW_MS);
      long at = random.nextInt(5) == 0 ? W + random.nextLong(t - W + 1) : t;
      int generation = random.nextInt(50) == 0 ? 1 : 0;
      long bits = random.nextInt(3) == 0 ? random.nextLong() : ONE;
      long value = random.nextInt(3) == 0 ? TestValues.ofHistogram(i / 2) : bits;
      AppendOutcome outcome =
          TestValues.append(series, Windows.windowStart(at), generation, at, value, chunks);
      outcomes = 31 * outcomes + outcome.name().hashCode();
    }
    return outcomes;
  }

  @Test
  void damageIsADecodeException() {
    MemSeries series = new MemSeries(7);
    grow(series, chunks, random, 500);
    byte[] good = bytes(series);
    for (int run = 0; run < Scale.of(4_000, 2_000_000); run++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      readOrRefuse(bad);
      readOrRefuse(random.bytes(random.nextInt(100)));
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      copy(MemSeries.readFrom(new ByteCursor(bytes)));
    } catch (DecodeException e) {
      assertThat(e.problem()).isNotEmpty();
    }
  }
}

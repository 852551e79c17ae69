package io.varve.persistence.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import io.varve.model.StaleNaN;
import io.varve.persistence.testing.RandomSamples;
import io.varve.testing.SeededRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class XorChunkTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  /**
   * Cut out of a block that Prometheus 2.42 wrote ({@code promtool tsdb create-blocks-from
   * openmetrics}): the changes of interval lie on both sides of each limit of the encoding.
   */
  private static final String GOLDEN =
      "000fd00f0000000000000000ae8d06c005fe9999999999999a8023333333333333a00080000000000000006800"
          + "58400320040000000000006f00040010000000000003a0001400000000000000068000dffe0000000000003c20"
          + "0033ff7ffffffffffff778000480accccccccccccbd000010038000000000000740000bc00000000002000067f"
          + "c199999999999affffffffffff8000080080000000000000";

  private static final long[] GOLDEN_TIMES = {
    1000, 101014, 201028, 309234, 409249, 517457, 617473, 783025, 883042, 1048596, 1148614, 1772920,
    1872939, 2497247, 2597267
  };

  private static final double[] GOLDEN_VALUES = {
    0,
    -0.3,
    1,
    Math.nextUp(1.0),
    Math.nextUp(1.0),
    0,
    0,
    0,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    0.1,
    0.2,
    0.2,
    3,
    12
  };

  private static long goldenBits(int i) {
    return switch (i) {
      case 5 -> StaleNaN.NORMAL_NAN_BITS;
      case 6 -> Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
      case 7 -> Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
      default -> Double.doubleToRawLongBits(GOLDEN_VALUES[i]);
    };
  }

  @Test
  void writesTheBytesThatPrometheusWrites() {
    XorAppender appender = new XorAppender();
    for (int i = 0; i < GOLDEN_TIMES.length; i++) {
      appender.append(GOLDEN_TIMES[i], goldenBits(i));
    }
    assertThat(HexFormat.of().formatHex(appender.toBytes())).isEqualTo(GOLDEN);
  }

  @Test
  void readsTheBytesThatPrometheusWrites() {
    byte[] bytes = HexFormat.of().parseHex(GOLDEN);
    XorIterator it =
        new XorIterator().reset(bytes, 0, bytes.length, XorFormat.count(bytes, 0, bytes.length));
    for (int i = 0; i < GOLDEN_TIMES.length; i++) {
      assertThat(it.next()).isTrue();
      assertThat(it.t()).isEqualTo(GOLDEN_TIMES[i]);
      assertThat(it.valueBits()).isEqualTo(goldenBits(i));
    }
    assertThat(it.next()).isFalse();
  }

  @Test
  void writesTheExampleOfThePackageDocumentation() {
    XorAppender appender = new XorAppender();
    appender.append(1000, Double.doubleToRawLongBits(1.0));
    appender.append(16000, Double.doubleToRawLongBits(1.0));
    appender.append(31001, Double.doubleToRawLongBits(1.5));
    assertThat(HexFormat.ofDelimiter(" ").formatHex(appender.toBytes()))
        .isEqualTo("00 03 d0 0f 3f f0 00 00 00 00 00 00 98 75 40 00 ec 06");
  }

  @Test
  void everyPrefixReadsBackAndGrowsOnWhileOldSnapshotsStay() {
    for (int round = 0; round < 200; round++) {
      int count = 1 + random.nextInt(300);
      long[] times = RandomSamples.times(random, count, random.nextInt(3) == 0 ? -7_000_000 : 1);
      long[] values = RandomSamples.values(random, count);
      XorAppender appender = new XorAppender();
      ChunkSnapshot[] snapshots = new ChunkSnapshot[count];
      for (int i = 0; i < count; i++) {
        appender.append(times[i], values[i]);
        snapshots[i] = appender.snapshot();
        if (random.nextInt(50) == 0) {
          appender.trim();
        }
      }
      XorIterator it = new XorIterator();
      for (int n = 1; n <= count; n++) {
        assertSamples(it.reset(snapshots[n - 1]), times, values, n);
      }
      byte[] bytes = appender.toBytes();
      assertThat(XorFormat.count(bytes, 0, bytes.length)).isEqualTo(count);
      assertSamples(it.reset(bytes, 0, bytes.length, count), times, values, count);
    }
  }

  @Test
  void readsAtAnyOffsetOfALargerArray() {
    long[] times = RandomSamples.times(random, 120, 0);
    long[] values = RandomSamples.values(random, 120);
    XorAppender appender = filled(times, values, 120);
    byte[] junk = new byte[appender.byteLength() + 40];
    for (int offset = 0; offset < 40; offset++) {
      random.nextBytes(junk);
      appender.copyTo(junk, offset);
      assertSamples(
          new XorIterator().reset(junk, offset, appender.byteLength(), 120), times, values, 120);
    }
  }

  @Test
  void reopenedAnywhereItWritesTheSameBytes() {
    long[] times = RandomSamples.times(random, 120, -1);
    long[] values = RandomSamples.values(random, 120);
    byte[] whole = filled(times, values, 120).toBytes();
    for (int cut = 0; cut <= 120; cut++) {
      XorAppender before = filled(times, values, cut);
      XorAppender fromBytes = XorAppender.reopen(before.toBytes(), 0, before.byteLength());
      XorAppender fromLonger = XorAppender.reopen(whole, 0, whole.length, cut);
      for (int i = cut; i < 120; i++) {
        fromBytes.append(times[i], values[i]);
        fromLonger.append(times[i], values[i]);
      }
      assertThat(fromBytes.toBytes()).isEqualTo(whole);
      assertThat(fromLonger.toBytes()).isEqualTo(whole);
    }
  }

  @Test
  void readsAChunkThatPrometheusResumedWithoutAWindow() {
    // Two equal values, then, resumed, the control bits 10 with no window: all 64 bits follow.
    byte[] bytes =
        HexFormat.of().parseHex("000302000000000000000001" + "2" + "7ff8000000000000" + "0");
    XorIterator it = new XorIterator().reset(bytes, 0, bytes.length, 3);
    assertThat(it.seek(3)).isTrue();
    assertThat(it.t()).isEqualTo(3);
    assertThat(it.value()).isNaN();
  }

  @Test
  void extremesOfTimeWrapAroundAsInPrometheus() {
    long[] times = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE};
    long[] values = new long[times.length];
    assertSamples(
        new XorIterator().reset(filled(times, values, times.length).snapshot()),
        times,
        values,
        times.length);
  }

  @Test
  void seekStopsAtTheFirstSampleNotBefore() {
    XorAppender appender = new XorAppender();
    for (int i = 0; i < 100; i++) {
      appender.append(i * 10L, i);
    }
    XorIterator it = new XorIterator().reset(appender.snapshot());
    assertThat(it.seek(-5)).isTrue();
    assertThat(it.t()).isZero();
    assertThat(it.seek(15)).isTrue();
    assertThat(it.t()).isEqualTo(20);
    assertThat(it.seek(3)).isTrue();
    assertThat(it.t()).isEqualTo(20);
    assertThat(it.seek(990)).isTrue();
    assertThat(it.seek(991)).isFalse();
    assertThat(it.seek(0)).isFalse();
    assertThat(it.next()).isFalse();
  }

  @Test
  void aFullChunkTakesNoMore() {
    XorAppender appender = new XorAppender();
    for (int i = 0; i < XorFormat.MAX_SAMPLES; i++) {
      appender.append(i, 0);
    }
    assertThatThrownBy(() -> appender.append(XorFormat.MAX_SAMPLES, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void neitherATruncatedNorARandomChunkThrowsAnythingElse() {
    byte[] bytes = HexFormat.of().parseHex(GOLDEN);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> readThrough(cut, 15)).isInstanceOf(CorruptionException.class);
    }
    for (int round = 0; round < 20_000; round++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      try {
        readThrough(noise, random.nextInt(200));
      } catch (CorruptionException expected) {
        assertThat(expected).hasMessageContaining("XOR chunk");
      }
    }
  }

  private static void readThrough(byte[] bytes, int count) {
    XorIterator it = new XorIterator().reset(bytes, 0, bytes.length, count);
    while (it.next()) {
      assertThat(it.startT()).isZero();
    }
  }

  private static XorAppender filled(long[] times, long[] values, int count) {
    XorAppender appender = new XorAppender();
    for (int i = 0; i < count; i++) {
      appender.append(times[i], values[i]);
    }
    return appender;
  }

  private static void assertSamples(SampleIterator it, long[] times, long[] values, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(it.next()).isTrue();
      assertThat(it.t()).isEqualTo(times[i]);
      assertThat(it.valueBits()).isEqualTo(values[i]);
    }
    assertThat(it.next()).isFalse();
  }
}

package io.varve.persistence.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.CorruptionException;
import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.Histogram;
import io.varve.model.HistogramCheck;
import io.varve.model.NativeHistogram;
import io.varve.model.Span;
import io.varve.model.ValueKind;
import io.varve.persistence.testing.RandomHistograms;
import io.varve.persistence.testing.RandomSamples;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HistogramChunkTest {
  private static final int SAMPLES = 400;

  /** This and the next stand in the package documentation. */
  private static final String INTEGERS =
      "00 02 00 74 4a 28 c5 e3 e8 b4 50 01 00 00 00 00 00 00 25 1f 83 a9 89 45 1b 80";

  private static final String FLOATS =
      "00 02 00 74 4a 28 c5 e3 e8 40 18 00 00 00 00 00 00 3f f0 00 00 00 00 00 00 40 04 00 "
          + "00 00 00 00 00 40 00 00 00 00 00 00 00 40 08 00 00 00 00 00 00 f8 3a 98 d4 1f c2 5f ff 6c 06";

  /** What Prometheus 2.42 gives in a remote read of {@link #golden}, written to it remotely. */
  private static final String GOLDEN_INTEGERS =
      "000c00ff3f50624dd2f1a9fc9ce559d2278fa393a0000000000000000c2db11c64ececfe0eaf7e05e463"
          + "8beffeccccccccccccfc7d0c40e6f7c0c29cf097fffc7d0e1c0f0de7c0f3ae175ebf555555555555f1f4"
          + "3c3803c535f09eef879eaaaaaaaaaaabe3e87c07000f1bc7cebbce2756dd199999999999f8fa1f0e0003"
          + "c8adf81c2ef78b85666666666666f1f43f00e0000794d3f1c05df71b07555555555557e3e87e0e00000f"
          + "3097f00000001c00bbfe3e33fffffffffffbc7d0fce000001e6f0fe0000001c001781c8c2d5555555555"
          + "578fa1fc0000000e0000003cf9dfc000001c0002f07939f999999999999f1f43f8000000e00000007c04"
          + "567f00000380000bc2e560ecccccccccccfc7d0fe000001c00000000";

  /** The same with float counts. */
  private static final String GOLDEN_FLOATS =
      "000c00ff3f50624dd2f1a9fc9ce559d2278fa1018e800000000000000000000000000000000000000000"
          + "01005000000000000100200000000000010098000000000001016f00000000000100a000000000000100"
          + "b8000000000003e0eaf741fb71f115ffe2fbffb333333333333d06cdb741b0ebd06d4ef41d957e82e9fe"
          + "83687fcded286a2ae137ff384bfffa8da04ea3682fa8d9f3ea379a3a8b9ffa8d9f9f86f3523864f801da"
          + "f5faaaaaaaaaaaaeb3601facd802eb363abacd97ceb2e3beb363b3e29ad68c63b758933d555555555557"
          + "4a1d3ffa50e9f5d287572e943b62749dd5de943aba7c6f19d5ff07ce923af56dd199999999999c3b110e"
          + "c46a4652cfa919529ea3e52fea4652e7e456d49f2f4dd63f585666666666666d67e737d67e73dcebfe83"
          + "03cebfe8ec7ceafe833f3affa0c9fca69a5aad5a327511bb075555555555573f689fb469628f75af4b14"
          + "44bdfa56a3dd574b147ba9fe612d0f7866840310467fffffffffff6a47acdfa91eb32ea6b02e36bd4d61"
          + "a3fdfa98c0b8d5d4d605c69fe6f0d2fd01d6de1d64e1616aaaaaaaaaaaa11b442368d0fe80db583d0fe8"
          + "0db8c7d0ee80db5bf43fa036d69fcf9daa1c0090607c9c9f9999999999998f2211e4434c3c00f79f3d30"
          + "f003de9df4bfc00f79cf4c3c00f79d7f808accd4fa0008bd39e3dc1d99999999999eb4758dfad1d632e6"
          + "9fd00076ebde69fd00076c7fe697d00076ea39a7f4001dbabe";

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private static Histogram counting(long zero, long... deltas) {
    long count = zero;
    long bucket = 0;
    for (long delta : deltas) {
      bucket += delta;
      count += bucket;
    }
    return new Histogram(
        0,
        0x1p-128,
        zero,
        count,
        2.5,
        List.of(new Span(0, 1), new Span(1, deltas.length - 1)),
        List.of(),
        deltas,
        new long[0],
        new double[0],
        CounterResetHint.UNKNOWN);
  }

  @Test
  void writesTheDocumentedBytes() {
    HistogramAppender integers = HistogramAppender.begin(1_000, counting(1, 2, 1), null);
    assertThat(integers.tryAppend(16_000, counting(2, 3, 0))).isTrue();
    assertThat(HexFormat.ofDelimiter(" ").formatHex(integers.toBytes())).isEqualTo(INTEGERS);
    HistogramAppender floats = HistogramAppender.begin(1_000, counting(1, 2, 1).toFloat(), null);
    assertThat(floats.tryAppend(16_000, counting(2, 3, 0).toFloat())).isTrue();
    assertThat(HexFormat.ofDelimiter(" ").formatHex(floats.toBytes())).isEqualTo(FLOATS);
  }

  /** An odd threshold, negative indices, an empty gap, jumps of all sizes. */
  private static Histogram golden(int i, long zero, long[] deltas) {
    long count = zero;
    long bucket = 0;
    for (long delta : deltas) {
      bucket += delta;
      count += bucket;
    }
    return new Histogram(
        3,
        0.001,
        zero,
        count,
        i * 1.7,
        List.of(new Span(-3, 2), new Span(4, 3), new Span(0, 1)),
        List.of(),
        deltas,
        new long[0],
        new double[0],
        CounterResetHint.UNKNOWN);
  }

  @Test
  void writesTheBytesThatPrometheusWrites() {
    long[] deltas = {5, -2, 7, 100, -99, 3};
    long zero = 0;
    HistogramAppender integers = null;
    HistogramAppender floats = null;
    for (int i = 0; i < 12; i++) {
      deltas = deltas.clone();
      deltas[0] += i * 1_000L;
      deltas[2] += 1L << (3 * i);
      zero += (long) i * i;
      Histogram h = golden(i, zero, deltas);
      long t = 1_000 + 15_000L * i + 37L * i * i * i;
      if (integers == null || floats == null) {
        integers = HistogramAppender.begin(t, h, null);
        floats = HistogramAppender.begin(t, h.toFloat(), null);
      } else {
        assertThat(integers.tryAppend(t, h)).isTrue();
        assertThat(floats.tryAppend(t, h.toFloat())).isTrue();
      }
    }
    assertThat(HexFormat.of().formatHex(integers.toBytes())).isEqualTo(GOLDEN_INTEGERS);
    assertThat(HexFormat.of().formatHex(floats.toBytes())).isEqualTo(GOLDEN_FLOATS);
  }

  @Test
  void readsWhatItWrites() {
    for (int run = 0; run < Scale.of(100, 20_000); run++) {
      RandomHistograms series = new RandomHistograms(random);
      long[] times = RandomSamples.times(random, SAMPLES, random.nextLong() >> 20);
      HistogramAppender chunk = null;
      List<NativeHistogram> written = new ArrayList<>();
      int first = 0;
      for (int i = 0; i < SAMPLES; i++) {
        NativeHistogram h = series.next();
        assertThat(HistogramCheck.problem(h)).isEmpty();
        if (random.nextInt(20) == 0 && chunk != null) {
          chunk = reopened(chunk);
        }
        if (chunk == null || !chunk.tryAppend(times[i], h)) {
          check(chunk, written, times, first);
          chunk = HistogramAppender.begin(times[i], h, chunk);
          written.clear();
          first = i;
        }
        written.add(h);
      }
      check(chunk, written, times, first);
    }
  }

  /** Goes on from the bytes, some of them with others behind. */
  private HistogramAppender reopened(HistogramAppender chunk) {
    byte[] bytes = chunk.toBytes();
    byte[] among = new byte[bytes.length + random.nextInt(20)];
    random.nextBytes(among);
    System.arraycopy(bytes, 0, among, 0, bytes.length);
    HistogramAppender copy =
        (HistogramAppender)
            ChunkAppender.reopen(chunk.encoding(), among, 0, among.length, chunk.count());
    assertThat(copy.toBytes()).isEqualTo(bytes);
    return copy;
  }

  private static void check(
      HistogramAppender chunk, List<NativeHistogram> written, long[] times, int first) {
    if (chunk == null) {
      return;
    }
    SampleIterator samples = new ChunkIterators().begin(chunk.snapshot());
    for (int i = 0; i < written.size(); i++) {
      assertThat(samples.next()).isTrue();
      assertThat(samples.t()).isEqualTo(times[first + i]);
      assertThat(samples.kind()).isEqualTo(written.get(i).kind());
      NativeHistogram h = samples.histogram();
      assertThat(h.sameObservations(written.get(i))).as("%s, %s", h, written.get(i)).isTrue();
      if (!h.isStale()) {
        boolean gauge = written.getFirst().counterResetHint() == CounterResetHint.GAUGE;
        CounterResetHint counter = i > 0 ? CounterResetHint.NOT_RESET : CounterResetHint.UNKNOWN;
        assertThat(h.counterResetHint()).isEqualTo(gauge ? CounterResetHint.GAUGE : counter);
      }
    }
    assertThat(samples.next()).isFalse();
  }

  @Test
  void aHistogramByItselfKeepsItsHint() {
    for (int run = 0; run < Scale.of(2_000, 100_000); run++) {
      NativeHistogram h = new RandomHistograms(random).next();
      if (!h.isStale()) {
        h = h.withHint(CounterResetHint.fromCode(random.nextInt(4)));
      }
      assertThat(HistogramFormat.decodeOne(h.kind(), HistogramFormat.encodeOne(h))).isEqualTo(h);
    }
  }

  @Test
  void theHeaderSaysWhatIsKnownOfAReset() {
    Histogram before = counting(1, 2, 1);
    assertThat(header(before, counting(1, 2, 2))).isEqualTo(CounterResetHint.NOT_RESET);
    assertThat(header(before, counting(1, 2, 1, 0, 4))).isEqualTo(CounterResetHint.NOT_RESET);
    assertThat(header(before, counting(0, 2, 1, 0, 4))).isEqualTo(CounterResetHint.RESET);
    assertThat(header(before, counting(1, 1, 8))).isEqualTo(CounterResetHint.RESET);
    assertThat(header(before, counting(1, 2, -2, 8))).isEqualTo(CounterResetHint.RESET);
    assertThat(header(before, counting(9, 2))).isEqualTo(CounterResetHint.RESET);
    assertThat(header(before, before.toFloat())).isEqualTo(CounterResetHint.UNKNOWN);
    assertThat(header(Histogram.stale(), before)).isEqualTo(CounterResetHint.UNKNOWN);
    assertThat(header(before, before.withHint(CounterResetHint.RESET)))
        .isEqualTo(CounterResetHint.RESET);
    assertThat(header(before, before.withHint(CounterResetHint.GAUGE)))
        .isEqualTo(CounterResetHint.GAUGE);
    assertThat(header(before.withHint(CounterResetHint.GAUGE), before))
        .isEqualTo(CounterResetHint.UNKNOWN);
    assertThat(HistogramFormat.hint(HistogramAppender.begin(0, before, null).toBytes()[2]))
        .isEqualTo(CounterResetHint.UNKNOWN);
  }

  private static CounterResetHint header(NativeHistogram before, NativeHistogram next) {
    HistogramAppender chunk = HistogramAppender.begin(0, before, null);
    return HistogramFormat.hint(HistogramAppender.begin(1, next, chunk).toBytes()[2]);
  }

  @Test
  void aBucketThatFallsBeginsAChunkThoughTheCountRises() {
    HistogramAppender integers = HistogramAppender.begin(0, counting(1, 2, 1), null);
    assertThat(integers.tryAppend(1, counting(1, 1, 8))).isFalse();
    FloatHistogram floats = counting(1, 2, 1).toFloat();
    assertThat(HistogramAppender.begin(0, floats, null).tryAppend(1, counting(1, 1, 8).toFloat()))
        .isFalse();
    HistogramAppender gauges =
        HistogramAppender.begin(0, floats.withHint(CounterResetHint.GAUGE), null);
    assertThat(gauges.tryAppend(1, counting(1, 1, 0).toFloat().withHint(CounterResetHint.GAUGE)))
        .isTrue();
  }

  @Test
  void aSnapshotDoesNotShowWhatIsAppendedLater() {
    HistogramAppender chunk = HistogramAppender.begin(0, counting(1, 2, 1), null);
    List<ChunkSnapshot> snapshots = new ArrayList<>(List.of(chunk.snapshot()));
    for (int i = 1; i < 50; i++) {
      assertThat(chunk.tryAppend(i * 1_000L, counting(1 + i, 2 + 3L * i, 1))).isTrue();
      snapshots.add(chunk.snapshot());
    }
    for (int i = 0; i < snapshots.size(); i++) {
      SampleIterator samples = new ChunkIterators().begin(snapshots.get(i));
      assertThat(samples.seek(i * 1_000L)).isTrue();
      assertThat(samples.histogram().sameObservations(counting(1 + i, 2 + 3L * i, 1))).isTrue();
      assertThat(samples.next()).isFalse();
    }
  }

  @Test
  void damageIsACorruptionException() {
    for (int run = 0; run < Scale.of(4_000, 1_000_000); run++) {
      RandomHistograms series = new RandomHistograms(random);
      HistogramAppender chunk = HistogramAppender.begin(0, series.next(), null);
      for (int i = 1; i < 10 && chunk.tryAppend(i, series.next()); ) {
        i++;
      }
      byte[] bad = chunk.toBytes();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      ValueKind kind = chunk.encoding().kind();
      read(kind, bad);
      read(kind, random.bytes(3 + random.nextInt(80)));
    }
  }

  private static void read(ValueKind kind, byte[] bytes) {
    try {
      SampleIterator samples =
          new ChunkIterators()
              .begin(
                  ChunkEncoding.of(kind),
                  bytes,
                  0,
                  bytes.length,
                  XorFormat.count(bytes, 0, bytes.length),
                  "file",
                  99);
      while (samples.next()) {
        samples.histogram();
      }
    } catch (CorruptionException e) {
      assertThat(e.file()).isEqualTo("file");
      assertThat(e.offset()).isGreaterThanOrEqualTo(99);
    }
  }
}

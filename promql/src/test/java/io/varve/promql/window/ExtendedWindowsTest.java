package io.varve.promql.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.promql.ast.PosRange;
import io.varve.promql.histogram.RandomHistograms;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.SeriesSamples;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Kernels of anchored and smoothed windows, sliding, against such ones that see one window only.
 */
class ExtendedWindowsTest {
  private static final long LOOKBACK = 300_000;
  private static final List<String> ANCHORED =
      List.of("changes", "delta", "increase", "rate", "resets");
  private static final List<String> SMOOTHED = List.of("delta", "increase", "rate");

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final SeriesSamples samples = new SeriesSamples();

  @Test
  void slidesOverFloats() {
    for (int round = 0; round < Scale.of(20, 1000); round++) {
      for (RandomSeries kind : RandomSeries.values()) {
        // Infinities and NaNs in a window leave nothing to compare, nor do sums that overflow.
        if (kind != RandomSeries.HUGE && kind != RandomSeries.SPECIAL) {
          kind.fill(samples, random.nextInt(300), random);
          forAll(this::slideOverFloats);
        }
      }
    }
  }

  @Test
  void slidesOverHistograms() {
    for (int round = 0; round < Scale.of(20, 1000); round++) {
      samples.clear();
      long time = 0;
      for (int i = random.nextInt(60); i > 0; i--) {
        time += 1 + random.nextInt(120_000);
        if (random.nextInt(30) == 0) {
          samples.add(time, 1.0);
        } else {
          samples.add(time, histogram());
        }
      }
      if (samples.hasHistograms()) {
        forAll(this::slideOverHistograms);
      }
    }
  }

  /** Mostly of one kind, so that windows have values. */
  private FloatHistogram histogram() {
    RandomHistograms histograms = new RandomHistograms(random);
    FloatHistogram h =
        switch (random.nextInt(40)) {
          case 0 -> histograms.custom();
          case 1, 2 -> histograms.exponential();
          default -> histograms.exponential(1);
        };
    CounterResetHint[] hints = CounterResetHint.values();
    return random.nextInt(4) == 0 ? h.withHint(hints[random.nextInt(hints.length)]) : h;
  }

  private void forAll(Check check) {
    long range = 1L + random.nextInt(600_000);
    ANCHORED.forEach(f -> check.of(f, Reach.ANCHORED, range));
    SMOOTHED.forEach(f -> check.of(f, Reach.SMOOTHED, range));
    check.of("", Reach.SMOOTHED, 0);
  }

  private void slideOverFloats(String function, Reach reach, long range) {
    Supplier<RangeKernel> kernels =
        () ->
            function.isEmpty()
                ? RangeKernels.smoothValue()
                : RangeKernels.extended(function, reach);
    RangeKernel sliding = kernels.get();
    sliding.begin(samples);
    slide(
        reach,
        range,
        (w, what) -> {
          RangeKernel alone = kernels.get();
          alone.begin(samples);
          boolean present = alone.evaluate(w);
          double expected = w.result;
          assertThat(sliding.evaluate(w)).as(function + what).isEqualTo(present);
          if (present && Double.isFinite(expected)) {
            assertThat(w.result)
                .as(function + what)
                .isCloseTo(expected, Offset.offset(1e-9 * Math.max(1, largest())));
          }
        });
  }

  private double largest() {
    double largest = 0;
    for (int i = 0; i < samples.size(); i++) {
      largest = Math.max(largest, Math.abs(samples.value(i)));
    }
    return largest;
  }

  private void slideOverHistograms(String function, Reach reach, long range) {
    Supplier<HistogramKernel> kernels =
        () ->
            function.isEmpty()
                ? RangeKernels.smoothValueOfHistograms()
                : RangeKernels.extendedOfHistograms(function, reach);
    HistogramKernel sliding = kernels.get();
    sliding.begin(samples);
    Annotations annotations = new Annotations();
    HistogramNotes notes = new HistogramNotes(annotations, new PosRange(0, 1));
    slide(
        reach,
        range,
        (w, what) -> {
          Annotations ofOne = new Annotations();
          HistogramKernel alone = kernels.get();
          alone.begin(samples);
          boolean present = alone.evaluate(w, new HistogramNotes(ofOne, new PosRange(0, 1)));
          FloatHistogram expected = w.histogram;
          double expectedValue = w.result;
          assertThat(sliding.evaluate(w, notes)).as(function + what).isEqualTo(present);
          assertThat(annotations.values()).as(function + what).containsAll(ofOne.values());
          if (present) {
            assertThat(w.histogram).as(function + what).isEqualTo(expected);
            assertThat(expected != null || w.result == expectedValue).as(function + what).isTrue();
          }
        });
  }

  private void slide(Reach reach, long range, Window each) {
    RangeWindow w = new RangeWindow();
    long last = samples.size() == 0 ? 0 : samples.time(samples.size() - 1);
    int from = 0;
    for (long t = 0; t < last + 2 * LOOKBACK; t += 1 + random.nextLong(last / 20 + 1)) {
      w.end = t;
      w.start = t - range;
      w.evaluationTime = t;
      while (w.to < samples.size() && samples.time(w.to) <= t + reach.afterMs(LOOKBACK)) {
        w.to++;
      }
      while (from < w.to && samples.time(from) <= w.start - reach.beforeMs(LOOKBACK)) {
        from++;
      }
      w.from = from;
      if (from < w.to) {
        each.check(w, " over %d ms to %d, %s".formatted(range, t, reach));
      }
    }
  }

  @Test
  void refusesFunctionsThatThereAreNot() {
    assertThatThrownBy(() -> RangeKernels.extended("deriv", Reach.ANCHORED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deriv");
  }

  private interface Check {
    void of(String function, Reach reach, long range);
  }

  private interface Window {
    void check(RangeWindow w, String what);
  }
}

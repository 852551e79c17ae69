package io.varve.promql.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.promql.value.SeriesSamples;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kernel, sliding over random series, against the same function of each window alone. */
class RangeKernelsTest {
  /** Functions that only pick, count or subtract: the same in any order. */
  private static final Set<String> EXACT =
      Set.of(
          "delta",
          "irate",
          "idelta",
          "changes",
          "resets",
          "max_over_time",
          "min_over_time",
          "ts_of_max_over_time",
          "ts_of_min_over_time",
          "quantile_over_time",
          "mad_over_time",
          "count_over_time",
          "present_over_time",
          "absent_over_time",
          "first_over_time",
          "last_over_time",
          "ts_of_first_over_time",
          "ts_of_last_over_time");

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final SeriesSamples samples = new SeriesSamples();

  static Stream<String> names() {
    return RangeKernels.names().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithWalkingEachWindow(String function) {
    RangeKernel kernel = RangeKernels.of(function).get();
    for (int round = 0; round < Scale.of(8, 400); round++) {
      for (RandomSeries kind : RandomSeries.values()) {
        kind.fill(samples, random.nextInt(500), random);
        kernel.begin(samples);
        long range = 1 + random.nextLong(random.nextBoolean() ? 300_000 : 6_000_000);
        long step = 1 + random.nextLong(random.nextBoolean() ? 60_000 : 1_000_000);
        slide(kernel, function, kind, range, step);
      }
    }
  }

  private void slide(
      RangeKernel kernel, String function, RandomSeries kind, long range, long step) {
    RangeWindow w = new RangeWindow();
    long last = samples.size() == 0 ? 0 : samples.times()[samples.size() - 1];
    for (long t = random.nextLong(100_000); t < last + range; t += step) {
      w.evaluationTime = t;
      w.end = t;
      w.start = t - range;
      w.args = arguments(function);
      while (w.to < samples.size() && samples.times()[w.to] <= w.end) {
        w.to++;
      }
      while (w.from < w.to && samples.times()[w.from] <= w.start) {
        w.from++;
      }
      WalkedWindow walked = WalkedWindow.of(samples.times(), samples.values(), w);
      OptionalDouble expected = walked.evaluate(function);
      String window = "%s of %s, %d samples to %d".formatted(function, kind, w.count(), w.to);
      assertThat(kernel.evaluate(w)).as(window).isEqualTo(expected.isPresent());
      if (expected.isPresent()) {
        check(window, w.result, expected.getAsDouble(), tolerance(function, kind, walked));
      }
    }
  }

  private double[] arguments(String function) {
    return switch (function) {
      case "predict_linear" -> new double[] {random.nextInt(7200) - 3600};
      case "quantile_over_time" -> new double[] {random.nextDouble(1.2) - 0.1};
      case "double_exponential_smoothing" ->
          new double[] {0.01 + random.nextDouble(0.98), 0.01 + random.nextDouble(0.98)};
      default -> new double[0];
    };
  }

  /** Returns by how much the result may differ; negative where the series is beyond comparison. */
  private static double tolerance(String function, RandomSeries kind, WalkedWindow walked) {
    if (EXACT.contains(function)) {
      return 0;
    }
    if (kind == RandomSeries.HUGE) {
      // The references overflow elsewhere. That windows are walked then is tested apart.
      return -1;
    }
    double largest = Arrays.stream(walked.values()).map(Math::abs).max().orElse(0);
    return switch (function) {
      case "sum_over_time", "avg_over_time" -> largest * 1e-25;
      case "stdvar_over_time" -> largest * largest * 1e-14;
      case "stddev_over_time" -> largest * 1e-7;
      case "deriv", "predict_linear" -> largest * 1e-12 * lever(walked);
      default -> largest * 1e-12;
    };
  }

  /** By how much a line magnifies an error, when it is followed from the samples to far away. */
  private static double lever(WalkedWindow walked) {
    long[] times = walked.times();
    if (times.length < 2) {
      return 0;
    }
    double ahead = walked.w().args.length == 0 ? 0 : Math.abs(walked.w().args[0]) * 1000;
    double reach = ahead + walked.w().end - walked.w().start;
    double lever = reach / (times[times.length - 1] - times[0]);
    return lever * lever;
  }

  private static void check(String window, double actual, double expected, double tolerance) {
    boolean same = Double.isNaN(expected) ? Double.isNaN(actual) : actual == expected;
    double lastBits = 3 * Math.ulp(expected);
    assertThat(same || tolerance < 0 || Math.abs(actual - expected) <= tolerance + lastBits)
        .as("%s: %s, expected %s", window, actual, expected)
        .isTrue();
  }

  @Test
  void refusesWhatIsNoRangeFunction() {
    assertThatThrownBy(() -> RangeKernels.of("abs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("abs");
  }
}

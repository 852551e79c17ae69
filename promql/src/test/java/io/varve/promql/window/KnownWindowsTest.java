package io.varve.promql.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesSamples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Windows whose values can be worked out by hand. */
class KnownWindowsTest {
  /** Ten minutes to the evaluation time, 600 s. */
  private static final long RANGE = 600_000;

  @Test
  void extrapolatesToBothEndsThatAreNear() {
    // 10 s to 590 s, every 20 s: both ends are half a distance away.
    double[] values = new double[30];
    for (int i = 0; i < 30; i++) {
      values[i] = 1000 + 2 * i;
    }
    assertThat(evaluate("increase", 10, 20, values)).isCloseTo(60, within(1e-12));
    assertThat(evaluate("rate", 10, 20, values)).isCloseTo(0.1, within(1e-15));
    assertThat(evaluate("delta", 10, 20, values)).isCloseTo(60, within(1e-12));
  }

  @Test
  void extrapolatesHalfADistanceTowardsAnEndThatIsFar() {
    // 200 s to 400 s: 10 s are added at each end of these 200 s.
    double[] values = {100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200};
    assertThat(evaluate("delta", 200, 20, values)).isCloseTo(110, within(1e-12));
  }

  @Test
  void doesNotExtrapolateACounterToBelowZero() {
    // Rises by 1 a second from 4 at 10 s: it was zero at 6 s, not at 0 s.
    double[] values = {4, 24, 44, 64};
    assertThat(evaluate("increase", 10, 20, values)).isCloseTo(60 + 4 + 10, within(1e-12));
    assertThat(evaluate("delta", 10, 20, values)).isCloseTo(60 + 10 + 10, within(1e-12));
  }

  @Test
  void addsWhatCountersLost() {
    double[] values = {50, 60, 10, 20, 5, 15};
    assertThat(evaluate("increase", 20, 110, values) / evaluate("delta", 20, 110, values))
        .isCloseTo((15 - 50 + 60 + 20) / -35.0, within(1e-12));
    assertThat(evaluate("resets", 20, 110, values)).isEqualTo(2);
    assertThat(evaluate("irate", 20, 110, 9, 3)).isEqualTo(3 / 110.0);
    assertThat(evaluate("idelta", 20, 110, 9, 3)).isEqualTo(-6);
  }

  @Test
  void keepsTheDigitsThatAPlainSumLoses() {
    assertThat(evaluate("sum_over_time", 1, 1, 1e100, 1, -1e100)).isEqualTo(1);
    assertThat(evaluate("avg_over_time", 1, 1, 1e100, 1, -1e100, 2)).isEqualTo(0.75);
  }

  @Test
  void averagesWhatCannotBeSummed() {
    double most = Double.MAX_VALUE;
    assertThat(evaluate("sum_over_time", 1, 1, most, most)).isInfinite();
    assertThat(evaluate("avg_over_time", 1, 1, most, most)).isEqualTo(most);
    double[] many = new double[100];
    Arrays.fill(many, most);
    assertThat(evaluate("avg_over_time", 1, 1, many)).isCloseTo(most, within(most * 1e-15));
  }

  @Test
  void answersInfinitiesAsPrometheusDoes() {
    double inf = Double.POSITIVE_INFINITY;
    assertThat(evaluate("sum_over_time", 1, 1, 1, inf, 2)).isEqualTo(inf);
    assertThat(evaluate("avg_over_time", 1, 1, 1, inf, 2)).isEqualTo(inf);
    assertThat(evaluate("avg_over_time", 1, 1, inf, 1, -inf)).isNaN();
    assertThat(evaluate("stdvar_over_time", 1, 1, inf, 1)).isNaN();
  }

  @Test
  void smoothsWithFactorsBetweenZeroAndOneOnly() {
    assertThatThrownBy(() -> smooth(1, 0.5, 7, 8))
        .isInstanceOf(QueryException.class)
        .hasMessage("invalid smoothing factor. Expected: 0 < sf < 1, got: 1.000000");
    assertThatThrownBy(() -> smooth(0.5, Double.NEGATIVE_INFINITY, 7))
        .isInstanceOf(QueryException.class)
        .hasMessage("invalid trend factor. Expected: 0 < tf < 1, got: -Inf");
    assertThat(smooth(0.5, 0.5, 1, 2, 3, 4)).isEqualTo(4);
  }

  private static double smooth(double smoothing, double trend, double... values) {
    return evaluate("double_exponential_smoothing", new double[] {smoothing, trend}, 1, 1, values);
  }

  private static double evaluate(String function, int first, int distance, double... values) {
    return evaluate(function, new double[0], first, distance, values);
  }

  /** Evaluates at 600 s, with a first sample and a distance of samples in seconds. */
  private static double evaluate(
      String function, double[] args, int first, int distance, double... values) {
    SeriesSamples samples = new SeriesSamples();
    for (int i = 0; i < values.length; i++) {
      samples.add(1000L * (first + i * distance), values[i]);
    }
    RangeWindow w = new RangeWindow();
    w.to = values.length;
    w.start = 0;
    w.end = RANGE;
    w.evaluationTime = RANGE;
    w.args = args;
    RangeKernel kernel = RangeKernels.of(function).get();
    kernel.begin(samples);
    return kernel.evaluate(w) ? w.result : Double.NaN;
  }
}

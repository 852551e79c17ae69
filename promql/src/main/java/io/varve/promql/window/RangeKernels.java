package io.varve.promql.window;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The range functions by name. */
public final class RangeKernels {
  private static final Map<String, Supplier<RangeKernel>> BY_NAME =
      Map.ofEntries(
          Map.entry("rate", () -> new ExtrapolatedRate(true, true)),
          Map.entry("increase", () -> new ExtrapolatedRate(true, false)),
          Map.entry("delta", () -> new ExtrapolatedRate(false, false)),
          Map.entry("irate", () -> new InstantDelta(true)),
          Map.entry("idelta", () -> new InstantDelta(false)),
          Map.entry("changes", () -> new StepCount(StepCount.Step.CHANGE)),
          Map.entry("resets", () -> new StepCount(StepCount.Step.RESET)),
          Map.entry("deriv", () -> new LinearTrend(false)),
          Map.entry("predict_linear", () -> new LinearTrend(true)),
          Map.entry("double_exponential_smoothing", Smoothing::new),
          Map.entry("sum_over_time", SumOverTime::new),
          Map.entry("avg_over_time", AvgOverTime::new),
          Map.entry("stdvar_over_time", () -> new VarianceOverTime(false)),
          Map.entry("stddev_over_time", () -> new VarianceOverTime(true)),
          Map.entry("max_over_time", () -> new ExtremeOverTime(true, false)),
          Map.entry("min_over_time", () -> new ExtremeOverTime(false, false)),
          Map.entry("ts_of_max_over_time", () -> new ExtremeOverTime(true, true)),
          Map.entry("ts_of_min_over_time", () -> new ExtremeOverTime(false, true)),
          Map.entry("quantile_over_time", QuantileOverTime::new),
          Map.entry("mad_over_time", MadOverTime::new),
          edge("count_over_time", (_, _, w) -> w.count()),
          edge("present_over_time", (_, _, _) -> 1),
          edge("absent_over_time", (_, _, _) -> 1),
          edge("first_over_time", (_, values, w) -> values[w.from]),
          edge("last_over_time", (_, values, w) -> values[w.to - 1]),
          edge("ts_of_first_over_time", (times, _, w) -> times[w.from] / 1000.0),
          edge("ts_of_last_over_time", (times, _, w) -> times[w.to - 1] / 1000.0));

  private RangeKernels() {}

  /** Returns the names of all functions that {@link #of} knows. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /**
   * Returns what makes kernels of the named function. For {@code absent_over_time} that is its
   * complement, which says where a series is present: absence is a fact of all series together.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public static Supplier<RangeKernel> of(String functionName) {
    Supplier<RangeKernel> kernels = BY_NAME.get(functionName);
    if (kernels == null) {
      throw new IllegalArgumentException("not a range function: " + functionName);
    }
    return kernels;
  }

  /**
   * Returns the named function for series that have histograms.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public static HistogramKernel ofHistograms(String functionName) {
    RangeKernel floats = of(functionName).get();
    return switch (functionName) {
      case "rate" -> new RateOfHistograms(floats, true, true);
      case "increase" -> new RateOfHistograms(floats, true, false);
      case "delta" -> new RateOfHistograms(floats, false, false);
      case "irate" -> new DeltaOfHistograms(floats, true);
      case "idelta" -> new DeltaOfHistograms(floats, false);
      case "sum_over_time" -> new SumOfHistograms(floats, false);
      case "avg_over_time" -> new SumOfHistograms(floats, true);
      case "changes" -> new MixedStepCount(false);
      case "resets" -> new MixedStepCount(true);
      case "first_over_time" -> new EdgeSample(false);
      case "last_over_time" -> new EdgeSample(true);
      case "count_over_time",
          "present_over_time",
          "absent_over_time",
          "ts_of_first_over_time",
          "ts_of_last_over_time" ->
          new EitherKind(floats);
      default -> new FloatsOnly(floats);
    };
  }

  private static Map.Entry<String, Supplier<RangeKernel>> edge(
      String name, EdgeKernel.Answer answer) {
    return Map.entry(name, () -> new EdgeKernel(answer));
  }
}

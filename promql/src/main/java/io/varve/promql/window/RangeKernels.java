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
          Map.entry("changes", () -> new StepCount(StepCount.Step.CHANGE, false)),
          Map.entry("resets", () -> new StepCount(StepCount.Step.RESET, false)),
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
      case "changes" -> new MixedStepCount(false, false);
      case "resets" -> new MixedStepCount(true, false);
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

  /**
   * Returns the named function of anchored or smoothed windows.
   *
   * @throws IllegalArgumentException if there is no such one
   */
  public static RangeKernel extended(String functionName, Reach reach) {
    boolean smoothed = reach == Reach.SMOOTHED;
    return switch (functionName) {
      case "changes" -> new StepCount(StepCount.Step.CHANGE, true);
      case "resets" -> new StepCount(StepCount.Step.RESET, true);
      case "rate" -> new ExtendedRate(true, true, smoothed);
      case "increase" -> new ExtendedRate(true, false, smoothed);
      case "delta" -> new ExtendedRate(false, false, smoothed);
      default -> throw noSuch(functionName, reach);
    };
  }

  /**
   * Returns the named function of anchored or smoothed windows for series that have histograms.
   *
   * @throws IllegalArgumentException if there is no such one
   */
  public static HistogramKernel extendedOfHistograms(String functionName, Reach reach) {
    RangeKernel floats = extended(functionName, reach);
    boolean smoothed = reach == Reach.SMOOTHED;
    return switch (functionName) {
      case "changes" -> new MixedStepCount(false, true);
      case "resets" -> new MixedStepCount(true, true);
      case "rate" -> new ExtendedRateOfHistograms(floats, true, true, smoothed);
      case "increase" -> new ExtendedRateOfHistograms(floats, true, false, smoothed);
      case "delta" -> new ExtendedRateOfHistograms(floats, false, false, smoothed);
      default -> throw noSuch(functionName, reach);
    };
  }

  /** Returns what gives the smoothed value at a window's end. */
  public static RangeKernel smoothValue() {
    return new SmoothValue();
  }

  /** Returns what gives the smoothed value at a window's end, for series that have histograms. */
  public static HistogramKernel smoothValueOfHistograms() {
    return new SmoothHistogram();
  }

  private static IllegalArgumentException noSuch(String functionName, Reach reach) {
    return new IllegalArgumentException(functionName + " of a window that is " + reach);
  }

  private static Map.Entry<String, Supplier<RangeKernel>> edge(
      String name, EdgeKernel.Answer answer) {
    return Map.entry(name, () -> new EdgeKernel(answer));
  }
}

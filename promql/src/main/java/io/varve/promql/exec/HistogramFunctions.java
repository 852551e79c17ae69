package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.promql.histogram.HistogramMoments;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The functions of histograms alone. */
final class HistogramFunctions {
  private HistogramFunctions() {}

  /** Returns the named function, or null if it is none of these. */
  static @Nullable ToDoubleFunction<FloatHistogram> find(String name) {
    return switch (name) {
      case "histogram_count" -> FloatHistogram::count;
      case "histogram_sum" -> FloatHistogram::sum;
      case "histogram_avg" -> HistogramMoments::mean;
      case "histogram_stddev" -> HistogramMoments::deviation;
      case "histogram_stdvar" -> HistogramMoments::variance;
      default -> null;
    };
  }
}

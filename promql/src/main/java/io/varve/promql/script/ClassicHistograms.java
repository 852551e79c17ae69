package io.varve.promql.script;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.FloatValue;
import io.varve.model.HistogramSchema;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.model.Span;
import io.varve.promql.script.Command.LoadedSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes native histograms with custom buckets of classic ones: of the series with one base name and
 * the same labels but {@code le}, those ending in {@code _bucket}, {@code _count} and {@code _sum}.
 */
final class ClassicHistograms {
  private static final double[] NONE = {};

  private final Map<Labels, TreeMap<Long, Parts>> histograms = new LinkedHashMap<>();

  private ClassicHistograms() {}

  /**
   * Converts.
   *
   * @throws IllegalArgumentException if buckets are no histogram
   */
  static List<LoadedSeries> convert(List<LoadedSeries> series) {
    ClassicHistograms converter = new ClassicHistograms();
    series.forEach(converter::collect);
    List<LoadedSeries> converted = new ArrayList<>();
    converter.histograms.forEach(
        (labels, byTime) -> {
          List<Sample> samples = new ArrayList<>();
          byTime.forEach((time, parts) -> samples.add(new Sample(time, 0, parts.build(labels))));
          converted.add(new LoadedSeries(labels, samples));
        });
    return converted;
  }

  private void collect(LoadedSeries series) {
    String name = series.labels().metricName();
    if (name.endsWith("_bucket")) {
      OptionalDouble bound = SignedNumber.parse(series.labels().get(LabelName.BUCKET));
      if (bound.isPresent() && !Double.isNaN(bound.getAsDouble())) {
        collect(series, "_bucket", (parts, v) -> parts.buckets.put(bound.getAsDouble(), v));
      }
    } else if (name.endsWith("_count")) {
      collect(series, "_count", (parts, v) -> parts.count = v);
    } else if (name.endsWith("_sum")) {
      collect(series, "_sum", (parts, v) -> parts.sum = v);
    }
  }

  private void collect(LoadedSeries series, String suffix, BiConsumer<Parts, Double> setter) {
    String name = series.labels().metricName();
    Labels base =
        Labels.builder(series.labels())
            .set(LabelName.METRIC_NAME, name.substring(0, name.length() - suffix.length()))
            .remove(LabelName.BUCKET)
            .build();
    TreeMap<Long, Parts> byTime = histograms.computeIfAbsent(base, _ -> new TreeMap<>());
    for (Sample sample : series.samples()) {
      if (sample.value() instanceof FloatValue(double value)) {
        setter.accept(byTime.computeIfAbsent(sample.t(), _ -> new Parts()), value);
      }
    }
  }

  /** What is known of one histogram at one time. */
  private static final class Parts {
    private final TreeMap<Double, Double> buckets = new TreeMap<>();
    private @Nullable Double count;
    private double sum;

    FloatHistogram build(Labels labels) {
      double total = count != null ? count : buckets.isEmpty() ? 0 : buckets.lastEntry().getValue();
      buckets.putIfAbsent(Double.POSITIVE_INFINITY, total);
      double[] bounds =
          buckets.keySet().stream()
              .mapToDouble(Double::doubleValue)
              .limit(buckets.size() - 1L)
              .toArray();
      double[] counts = new double[buckets.size()];
      double below = 0;
      int i = 0;
      for (double cumulative : buckets.values()) {
        if (cumulative < below) {
          throw new IllegalArgumentException(
              "the buckets of %s are not cumulative: %s".formatted(labels, buckets));
        }
        counts[i++] = cumulative - below;
        below = cumulative;
      }
      if (below != total) {
        throw new IllegalArgumentException(
            "the buckets of %s end at %s, its count is %s".formatted(labels, below, total));
      }
      return new FloatHistogram(
          HistogramSchema.CUSTOM_BUCKETS,
          0,
          0,
          total,
          sum,
          List.of(new Span(0, counts.length)),
          List.of(),
          counts,
          NONE,
          bounds,
          CounterResetHint.UNKNOWN);
    }
  }
}

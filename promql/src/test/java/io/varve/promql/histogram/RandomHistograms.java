package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.HistogramSchema;
import io.varve.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Histograms of whole observations, so that sums of them are exact, with gaps and empty buckets.
 */
public final class RandomHistograms {
  private static final double[] NONE = {};
  private static final double[] THRESHOLDS = {0, 1e-3, 0.125, 0.3, 0.5, 1, 1.4, 3};

  private final Random random;

  /** Draws from a source of random numbers. */
  public RandomHistograms(Random random) {
    this.random = random;
  }

  /** Returns an exponential histogram of a schema from -1 to 3 and any zero bucket. */
  public FloatHistogram exponential() {
    return exponential(random.nextInt(5) - 1);
  }

  /** Returns an exponential histogram of a schema and any zero bucket. */
  public FloatHistogram exponential(int schema) {
    List<Span> positive = spans(-6);
    List<Span> negative = random.nextBoolean() ? List.of() : spans(-6);
    double zero = random.nextInt(5);
    double threshold = THRESHOLDS[random.nextInt(THRESHOLDS.length)];
    return histogram(schema, threshold, zero, positive, negative, NONE);
  }

  /** Returns a histogram with some of the bounds 1 to 8. */
  public FloatHistogram custom() {
    List<Double> bounds = new ArrayList<>();
    for (int bound = 1; bound <= 8; bound++) {
      if (random.nextInt(3) > 0) {
        bounds.add((double) bound);
      }
    }
    double[] values = bounds.stream().mapToDouble(Double::doubleValue).toArray();
    List<Span> spans = List.of(new Span(0, values.length + 1));
    return histogram(HistogramSchema.CUSTOM_BUCKETS, 0, 0, spans, List.of(), values);
  }

  private FloatHistogram histogram(
      int schema,
      double threshold,
      double zero,
      List<Span> positive,
      List<Span> negative,
      double[] bounds) {
    double[] positives = counts(positive);
    double[] negatives = counts(negative);
    return new FloatHistogram(
        schema,
        threshold,
        zero,
        zero + total(positives) + total(negatives),
        random.nextInt(1000) - 300,
        positive,
        negative,
        positives,
        negatives,
        bounds,
        CounterResetHint.UNKNOWN);
  }

  private List<Span> spans(int lowest) {
    List<Span> spans = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int offset = spans.isEmpty() ? lowest + random.nextInt(8) : random.nextInt(4);
      spans.add(new Span(offset, random.nextInt(4)));
    }
    return spans;
  }

  private double[] counts(List<Span> spans) {
    double[] counts = new double[spans.stream().mapToInt(Span::length).sum()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(50);
    }
    return counts;
  }

  static double total(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total;
  }

  /** Returns how many observations are in the buckets. */
  static double inBuckets(FloatHistogram h) {
    return h.zeroCount() + total(h.positiveBuckets()) + total(h.negativeBuckets());
  }
}

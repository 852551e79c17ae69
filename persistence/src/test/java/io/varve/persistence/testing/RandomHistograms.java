package io.varve.persistence.testing;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.Histogram;
import io.varve.model.HistogramSchema;
import io.varve.model.NativeHistogram;
import io.varve.model.Span;
import io.varve.model.StaleNaN;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * The histograms of a series as life brings them: counting, with new buckets now and then, and
 * seldom a reset, another schema or kind, a gauge, a stale marker, odd sums.
 */
public final class RandomHistograms {
  private static final double[] THRESHOLDS = {0, 0x1p-128, 0x1p-243, 0x1p10, 0x1p11, 0.001, 1e-300};

  private final Random random;
  private final NavigableMap<Integer, Long> positive = new TreeMap<>();
  private final NavigableMap<Integer, Long> negative = new TreeMap<>();
  private boolean floats;
  private boolean gauge;
  private boolean resetSaid;
  private int schema;
  private double threshold;
  private double[] bounds = {};
  private long zeroCount;
  private double sum;

  /** Begins a series. */
  public RandomHistograms(Random random) {
    this.random = random;
    begin();
  }

  private void begin() {
    positive.clear();
    negative.clear();
    floats = random.nextBoolean();
    gauge = random.nextInt(5) == 0;
    boolean custom = random.nextInt(4) == 0;
    schema = custom ? HistogramSchema.CUSTOM_BUCKETS : random.nextInt(13) - 4;
    threshold = custom ? 0 : THRESHOLDS[random.nextInt(THRESHOLDS.length)];
    bounds = custom ? bounds() : new double[0];
    zeroCount = 0;
    sum = 0;
    for (int n = random.nextInt(6); n > 0; n--) {
      addBucket();
    }
  }

  private double[] bounds() {
    double[] rising = new double[1 + random.nextInt(8)];
    double bound = random.nextInt(3) - 1;
    for (int i = 0; i < rising.length; i++) {
      rising[i] = bound;
      bound += random.nextBoolean() ? 0.005 : 1e-7 + random.nextInt(100_000);
    }
    return rising;
  }

  private void addBucket() {
    if (schema == HistogramSchema.CUSTOM_BUCKETS) {
      positive.putIfAbsent(random.nextInt(bounds.length + 1), 0L);
    } else {
      NavigableMap<Integer, Long> side = random.nextInt(3) == 0 ? negative : positive;
      side.putIfAbsent(random.nextInt(60) - 30, 0L);
    }
  }

  /** Returns the next histogram of the series. */
  public NativeHistogram next() {
    resetSaid = false;
    switch (random.nextInt(60)) {
      case 0 -> begin();
      case 1 -> {
        return floats ? FloatHistogram.stale() : Histogram.stale();
      }
      case 2 -> floats = !floats;
      case 3 -> {
        zeroCount = 0;
        positive.replaceAll((bucket, count) -> count / 2);
        resetSaid = random.nextBoolean();
      }
      case 4 -> threshold = schema == HistogramSchema.CUSTOM_BUCKETS ? 0 : threshold * 2;
      case 5, 6, 7 -> addBucket();
      case 8 -> positive.pollFirstEntry();
      default -> observe();
    }
    return floats ? withFloats() : withIntegers();
  }

  private void observe() {
    positive.replaceAll((bucket, count) -> count + change());
    negative.replaceAll((bucket, count) -> count + change());
    zeroCount += schema == HistogramSchema.CUSTOM_BUCKETS ? 0 : change();
    sum += random.nextInt(10) == 0 ? random.nextGaussian() : random.nextInt(10);
  }

  private long change() {
    return random.nextInt(40) == 0 ? 1L << random.nextInt(40) : random.nextInt(3);
  }

  private double sum() {
    return random.nextInt(40) == 0 ? StaleNaN.NORMAL_NAN : sum;
  }

  private CounterResetHint hint() {
    if (gauge) {
      return CounterResetHint.GAUGE;
    }
    return resetSaid ? CounterResetHint.RESET : CounterResetHint.UNKNOWN;
  }

  private Histogram withIntegers() {
    long count = zeroCount;
    for (long c : positive.values()) {
      count += c;
    }
    for (long c : negative.values()) {
      count += c;
    }
    return new Histogram(
        schema,
        threshold,
        zeroCount,
        count,
        sum(),
        spans(positive),
        spans(negative),
        deltas(positive),
        deltas(negative),
        bounds,
        hint());
  }

  private FloatHistogram withFloats() {
    FloatHistogram whole = withIntegers().toFloat();
    return new FloatHistogram(
        schema,
        threshold,
        whole.zeroCount() / 3,
        whole.count() / 3,
        whole.sum(),
        whole.positiveSpans(),
        whole.negativeSpans(),
        third(whole.positiveBuckets()),
        third(whole.negativeBuckets()),
        bounds,
        hint());
  }

  private static double[] third(double[] counts) {
    double[] thirds = counts.clone();
    for (int i = 0; i < thirds.length; i++) {
      thirds[i] /= 3;
    }
    return thirds;
  }

  private static List<Span> spans(NavigableMap<Integer, Long> side) {
    List<Span> spans = new ArrayList<>();
    int next = 0;
    for (int bucket : side.keySet()) {
      if (!spans.isEmpty() && bucket == next) {
        Span last = spans.removeLast();
        spans.add(new Span(last.offset(), last.length() + 1));
      } else {
        spans.add(new Span(bucket - next, 1));
      }
      next = bucket + 1;
    }
    return spans;
  }

  private static long[] deltas(NavigableMap<Integer, Long> side) {
    long[] deltas = new long[side.size()];
    long last = 0;
    int i = 0;
    for (Map.Entry<Integer, Long> bucket : side.entrySet()) {
      deltas[i++] = bucket.getValue() - last;
      last = bucket.getValue();
    }
    return deltas;
  }
}

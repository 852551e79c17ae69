package io.varve.promql.differential;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.FloatValue;
import io.varve.model.HistogramSchema;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.model.Span;
import io.varve.model.StaleNaN;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Series of small whole numbers, with gaps and ends, and now and then infinite; few enough labels
 * for many to match. Of fractions there is one metric, for queries that bear other last bits.
 */
public final class RandomData {
  private final List<Series> series = new ArrayList<>();
  private final Random random;

  /**
   * A series.
   *
   * @param samples rising in time, from 0 on for twenty minutes
   */
  public record Series(Labels labels, List<Sample> samples) {
    /** Returns whether all its samples are floats. */
    public boolean hasFloatsOnly() {
      return samples.stream().allMatch(s -> s.value() instanceof FloatValue);
    }
  }

  /** Draws series. */
  public RandomData(Random random) {
    this.random = random;
    for (String name : List.of("a", "b")) {
      for (int i = 0; i < 12; i++) {
        if (random.nextInt(5) > 0) {
          String job = i % 3 == 0 ? "" : i % 3 == 1 ? "x" : "y";
          add(Labels.of("__name__", name, "job", job, "inst", Integer.toString(i / 2)), gauge());
        }
      }
    }
    for (String inst : List.of("1", "2", "3", "4", "5")) {
      add(Labels.of("__name__", "f", "job", "x", "inst", inst), fractions());
    }
    add(Labels.of("__name__", "c", "job", "x"), gauge());
    add(Labels.of("__name__", "target_info", "job", "x", "of", "x"), gauge());
    add(Labels.of("__name__", "target_info", "job", "y", "of", "y"), gauge());
    for (String job : List.of("x", "y", "z")) {
      histogram(job);
    }
    for (int i = 0; i < 8; i++) {
      if (random.nextInt(5) > 0) {
        String job = i % 2 == 0 ? "x" : "y";
        add(Labels.of("__name__", "n", "job", job, "inst", Integer.toString(i / 2)), natives(5));
        add(Labels.of("__name__", "m", "job", job, "inst", Integer.toString(i / 2)), natives(i));
      }
    }
  }

  /** Returns all series. */
  public List<Series> series() {
    return series;
  }

  /** Removes the series that have histograms, and what is infinite of the others. */
  void keepFinite() {
    series.removeIf(s -> !s.hasFloatsOnly());
    for (Series s : series) {
      s.samples.removeIf(x -> x.value() instanceof FloatValue(double v) && Double.isInfinite(v));
    }
  }

  private void add(Labels labels, List<Sample> values) {
    series.add(new Series(labels, values));
  }

  private List<Sample> gauge() {
    List<Sample> values = new ArrayList<>();
    long start = random.nextInt(3) * 200_000L;
    long end = 1_200_000 - random.nextInt(3) * 200_000L;
    for (long t = start; t < end; t += 15_000) {
      int draw = random.nextInt(40);
      if (draw == 0) {
        values.add(Sample.of(t, StaleNaN.VALUE));
      } else if (draw == 1) {
        values.add(Sample.of(t, Double.NaN));
      } else if (draw == 2 && random.nextInt(3) == 0) {
        double infinite =
            random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        values.add(Sample.of(t, infinite));
      } else if (draw > 3) {
        values.add(Sample.of(t + random.nextInt(3) * 100, random.nextInt(12)));
      }
    }
    return values;
  }

  private List<Sample> fractions() {
    List<Sample> values = new ArrayList<>();
    for (long t = 0; t < 1_200_000; t += 15_000) {
      if (random.nextInt(10) > 0) {
        values.add(Sample.of(t, 1000 * random.nextDouble()));
      }
    }
    return values;
  }

  /**
   * Histograms that count whole numbers: mostly counters, some with floats in between.
   *
   * @param kind even for custom buckets, below 3 with floats, 7 for gauges
   */
  private List<Sample> natives(int kind) {
    List<Sample> values = new ArrayList<>();
    double[] counts = new double[3];
    for (long t = 0; t < 1_200_000; t += 15_000) {
      int draw = random.nextInt(40);
      if (draw == 0) {
        counts = new double[3];
      }
      for (int k = 0; k < counts.length; k++) {
        counts[k] += random.nextInt(3);
      }
      if (draw > 3 || kind > 2) {
        values.add(new Sample(t, 0, nativeOne(counts.clone(), kind)));
      } else if (draw > 1) {
        values.add(Sample.of(t, draw));
      }
    }
    return values;
  }

  private FloatHistogram nativeOne(double[] counts, int kind) {
    boolean custom = kind % 2 == 0;
    double count = counts[0] + counts[1] + counts[2];
    return new FloatHistogram(
        custom ? HistogramSchema.CUSTOM_BUCKETS : random.nextInt(20) == 0 ? 0 : 1,
        custom ? 0 : 0.5,
        0,
        count,
        2 * count,
        List.of(new Span(0, 1), new Span(1, 2)),
        List.of(),
        counts,
        new double[0],
        custom ? (kind == 4 ? new double[] {1, 2, 4} : new double[] {1, 2, 3, 4}) : new double[0],
        kind == 7 ? CounterResetHint.GAUGE : CounterResetHint.UNKNOWN);
  }

  private void histogram(String job) {
    List<List<Sample>> buckets = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    long[] counts = new long[3];
    for (long t = 0; t < 1_200_000; t += 15_000) {
      long more = 0;
      for (int k = 0; k < 3; k++) {
        more += random.nextInt(4);
        counts[k] += more;
        buckets.get(k).add(Sample.of(t, (double) counts[k]));
      }
    }
    String[] bounds = {"0.1", "1", "+Inf"};
    for (int k = 0; k < 3; k++) {
      add(Labels.of("__name__", "h_bucket", "job", job, "le", bounds[k]), buckets.get(k));
    }
  }
}

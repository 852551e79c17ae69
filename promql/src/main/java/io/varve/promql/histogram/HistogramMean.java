package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import java.util.List;
import java.util.Set;

/**
 * The mean of any number of histograms: their sum divided by their number and, from where the sum
 * would become infinite, the incremental mean. Merges as {@link HistogramSum} does. Not
 * thread-safe.
 */
public final class HistogramMean {
  /** The sum or, where incremental, the mean. */
  private HistogramSum sum = new HistogramSum();

  private double count;
  private boolean incremental;

  /** No number of the sum is larger; infinite where it may be infinite. */
  private double bound;

  /**
   * Returns the mean of which another one has told {@link #count}, {@link #isIncremental} and
   * {@link #sum}.
   */
  public static HistogramMean of(double count, boolean incremental, HistogramSum sum) {
    HistogramMean mean = new HistogramMean();
    mean.count = count;
    mean.incremental = incremental;
    mean.sum = sum;
    List<FloatHistogram> parts = sum.parts();
    for (int i = 0; i < parts.size(); i += 2) {
      mean.bound += magnitude(parts.get(i));
    }
    return mean;
  }

  /** Forgets all histograms. */
  public void clear() {
    sum.clear();
    count = 0;
    incremental = false;
    bound = 0;
  }

  /**
   * Adds a histogram. Once exponential and custom buckets have met, nothing changes any more.
   *
   * @param remarks added to
   */
  public void add(FloatHistogram h, Set<HistogramRemark> remarks) {
    count++;
    if (!incremental) {
      bound += magnitude(h);
      if (count == 1 || Double.isFinite(bound)) {
        sum.add(h, remarks);
        return;
      }
      HistogramSum tried = new HistogramSum();
      tried.copyFrom(sum);
      tried.add(h, remarks);
      if (!tried.hasInfinity()) {
        sum = tried;
        return;
      }
      becomeIncremental(count - 1);
    }
    sum.multiply((count - 1) / count);
    sum.addDivided(h, count, remarks);
  }

  /**
   * Adds what another mean has, which then is of no use any more.
   *
   * @param remarks added to
   */
  public void merge(HistogramMean other, Set<HistogramRemark> remarks) {
    double before = count;
    count += other.count;
    bound += other.bound;
    if (!incremental && !other.incremental) {
      if (Double.isFinite(bound)) {
        sum.merge(other.sum, remarks);
        return;
      }
      HistogramSum tried = new HistogramSum();
      tried.copyFrom(sum);
      HistogramSum merged = new HistogramSum();
      merged.copyFrom(other.sum);
      tried.merge(merged, remarks);
      if (before == 0 || other.count == 0 || !tried.hasInfinity()) {
        sum = tried;
        return;
      }
    }
    becomeIncremental(before);
    other.becomeIncremental(other.count);
    sum.multiply(before / count);
    other.sum.multiply(other.count / count);
    sum.merge(other.sum, remarks);
  }

  private void becomeIncremental(double summed) {
    if (!incremental && summed > 0) {
      sum.divide(summed);
    }
    incremental = true;
  }

  /** Returns the sum of all numbers' magnitudes; NaN, which no infinity comes of, counts 0. */
  private static double magnitude(FloatHistogram h) {
    double m = magnitude(h.count()) + magnitude(h.sum()) + magnitude(h.zeroCount());
    for (double bucket : h.positiveBuckets()) {
      m += magnitude(bucket);
    }
    for (double bucket : h.negativeBuckets()) {
      m += magnitude(bucket);
    }
    return m;
  }

  private static double magnitude(double number) {
    return Double.isNaN(number) ? 0 : Math.abs(number);
  }

  /** Returns whether there is a mean: there was a histogram, and schemas were not mixed. */
  public boolean hasMean() {
    return sum.hasTotal();
  }

  /** Drops empty buckets. */
  public void compact() {
    sum.compact();
  }

  /**
   * Returns the mean of all histograms, after which none can be added. Only where {@link #hasMean}.
   *
   * @param remarks added to
   */
  public FloatHistogram mean(Set<HistogramRemark> remarks) {
    becomeIncremental(count);
    return sum.total(remarks);
  }

  /** Returns the number of histograms. */
  public double count() {
    return count;
  }

  /** Returns whether {@link #sum} is the mean. */
  public boolean isIncremental() {
    return incremental;
  }

  /** Returns the sum of the histograms, or their mean. */
  public HistogramSum sum() {
    return sum;
  }

  /** Returns how many bytes of heap the mean takes, about. */
  public long bytes() {
    return 48 + sum.bytes();
  }
}

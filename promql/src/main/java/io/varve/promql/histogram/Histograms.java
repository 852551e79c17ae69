package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PromQL's operators on histograms. Stateless and safe to share. */
public final class Histograms {
  private Histograms() {}

  /**
   * Returns the sum, without empty buckets, or null if there is none.
   *
   * @param remarks added to
   */
  public static @Nullable FloatHistogram add(
      FloatHistogram a, FloatHistogram b, Set<HistogramRemark> remarks) {
    WorkingHistogram sum =
        combine(
            a,
            b,
            1,
            HistogramRemark.COLLISION_IN_ADDITION,
            HistogramRemark.RECONCILED_IN_ADDITION,
            remarks);
    return sum == null ? null : sum.toHistogram();
  }

  /**
   * Returns the difference, a gauge without empty buckets, or null if there is none.
   *
   * @param remarks added to
   */
  public static @Nullable FloatHistogram subtract(
      FloatHistogram a, FloatHistogram b, Set<HistogramRemark> remarks) {
    WorkingHistogram difference =
        combine(
            a,
            b,
            -1,
            HistogramRemark.COLLISION_IN_SUBTRACTION,
            HistogramRemark.RECONCILED_IN_SUBTRACTION,
            remarks);
    if (difference == null) {
      return null;
    }
    difference.hint(CounterResetHint.GAUGE);
    return difference.toHistogram();
  }

  private static @Nullable WorkingHistogram combine(
      FloatHistogram a,
      FloatHistogram b,
      int sign,
      HistogramRemark collision,
      HistogramRemark reconciliation,
      Set<HistogramRemark> remarks) {
    if (a.usesCustomBuckets() != b.usesCustomBuckets()) {
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
      return null;
    }
    if (CounterHints.collide(a.counterResetHint(), b.counterResetHint())) {
      remarks.add(collision);
    }
    WorkingHistogram result = WorkingHistogram.of(a);
    if (result.add(WorkingHistogram.of(b), sign)) {
      remarks.add(reconciliation);
    }
    result.compact();
    return result;
  }

  /** Returns the histogram with all counts and the sum multiplied, without empty buckets. */
  public static FloatHistogram multiply(FloatHistogram h, double factor) {
    WorkingHistogram result = WorkingHistogram.of(h);
    result.multiply(factor);
    result.compact();
    return result.toHistogram();
  }

  /**
   * Returns the histogram with all counts and the sum divided, without empty buckets; divided by 0,
   * without any.
   */
  public static FloatHistogram divide(FloatHistogram h, double divisor) {
    WorkingHistogram result = WorkingHistogram.of(h);
    result.divide(divisor);
    result.compact();
    return result.toHistogram();
  }

  /** Returns the histogram with all counts and the sum negated, a gauge. */
  public static FloatHistogram negate(FloatHistogram h) {
    WorkingHistogram result = WorkingHistogram.of(h);
    result.multiply(-1);
    return result.toHistogram();
  }

  /** Returns the histogram without empty buckets. */
  public static FloatHistogram compact(FloatHistogram h) {
    WorkingHistogram result = WorkingHistogram.of(h);
    result.compact();
    return result.toHistogram();
  }

  /**
   * Returns whether two histograms are the same to {@code ==} and {@code changes()}: the same
   * buckets, empty ones included, with the same counts, to the bit. Hints do not matter, nor how
   * spans are cut.
   */
  public static boolean same(FloatHistogram a, FloatHistogram b) {
    return a.schema() == b.schema()
        && sameBits(a.count(), b.count())
        && sameBits(a.sum(), b.sum())
        && sameBits(a.zeroCount(), b.zeroCount())
        && a.zeroThreshold() == b.zeroThreshold()
        && (!a.usesCustomBuckets() || CustomBounds.same(a.customValues(), b.customValues()))
        && sameBits(a.positiveBuckets(), b.positiveBuckets())
        && sameBits(a.negativeBuckets(), b.negativeBuckets())
        && Layouts.same(a, b, true)
        && Layouts.same(a, b, false);
  }

  private static boolean sameBits(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  private static boolean sameBits(double[] a, double[] b) {
    boolean same = a.length == b.length;
    for (int i = 0; same && i < a.length; i++) {
      same = sameBits(a[i], b[i]);
    }
    return same;
  }
}

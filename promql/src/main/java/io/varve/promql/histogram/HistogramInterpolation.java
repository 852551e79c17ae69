package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Histograms between two samples, on the straight line through them. Not thread-safe. */
public final class HistogramInterpolation {
  private final WorkingHistogram result = new WorkingHistogram(false);
  private final WorkingHistogram scratch = new WorkingHistogram(false);

  /**
   * Returns a histogram between two others, or null if exponential and custom buckets meet.
   *
   * @param fraction how far it is from the one to the other, more than 0 and less than 1
   * @param counter whether a histogram that begins anew has risen from zero
   * @param remarks added to
   */
  public @Nullable FloatHistogram between(
      FloatHistogram before,
      FloatHistogram next,
      double fraction,
      boolean counter,
      Set<HistogramRemark> remarks) {
    boolean anew = counter && CounterReset.between(before, next);
    if (!anew && before.usesCustomBuckets() != next.usesCustomBuckets()) {
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
      return null;
    }
    result.set(next);
    if (!anew) {
      add(before, -1, HistogramRemark.RECONCILED_IN_SUBTRACTION, remarks);
    }
    result.multiply(fraction);
    if (!anew) {
      add(before, 1, HistogramRemark.RECONCILED_IN_ADDITION, remarks);
    }
    return result.toHistogram();
  }

  private void add(
      FloatHistogram h, int sign, HistogramRemark ifReconciled, Set<HistogramRemark> remarks) {
    scratch.set(h);
    if (result.add(scratch, sign)) {
      remarks.add(ifReconciled);
    }
  }
}

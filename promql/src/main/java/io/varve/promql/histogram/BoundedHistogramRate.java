package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much the histograms of a series have changed between two points of time at which they are
 * known, or interpolated: what {@code rate}, {@code increase} and {@code delta} of anchored and
 * smoothed windows are made of.
 *
 * <p>Windows only rise during a series. Reusable; not thread-safe.
 */
public final class BoundedHistogramRate {
  private final boolean counter;
  private final WorkingHistogram result = new WorkingHistogram(false);
  private final WorkingHistogram lost = new WorkingHistogram(false);
  private final WorkingHistogram scratch = new WorkingHistogram(false);
  private final HistogramInterpolation interpolation = new HistogramInterpolation();
  private final HistogramResets resets = new HistogramResets();
  private IntFunction<@Nullable FloatHistogram> samples = _ -> null;

  /** How many of the samples before each are gauges. */
  private int[] gaugesBefore = {};

  /** The first of the samples up to each that have its kind of buckets. */
  private int[] kindSince = {};

  private boolean anyLost;

  /**
   * Makes it.
   *
   * @param counter whether a histogram that begins anew adds to the change
   */
  public BoundedHistogramRate(boolean counter) {
    this.counter = counter;
  }

  /**
   * Starts a series.
   *
   * @param size the number of its samples
   * @param histograms the samples by their index
   */
  public void begin(int size, IntFunction<@Nullable FloatHistogram> histograms) {
    samples = histograms;
    resets.begin(histograms, _ -> false);
    gaugesBefore = new int[size + 1];
    kindSince = new int[size];
    for (int i = 0; i < size; i++) {
      boolean gauge = at(i).counterResetHint() == CounterResetHint.GAUGE;
      gaugesBefore[i + 1] = gaugesBefore[i] + (gauge ? 1 : 0);
      boolean same = i > 0 && at(i - 1).usesCustomBuckets() == at(i).usesCustomBuckets();
      kindSince[i] = same ? kindSince[i - 1] : i;
    }
  }

  /**
   * Calculates the change between two points.
   *
   * @param first the sample at or before the left one
   * @param left how far this is from there to the next sample: 0, or less than 1
   * @param last the sample at or after the right point
   * @param right how far this is to there from the sample before: 1, or more than 0
   * @param remarks added to
   * @return whether there is a change, which then is read by {@link #dividedBy}
   */
  public boolean over(
      int first, double left, int last, double right, Set<HistogramRemark> remarks) {
    if (kindSince[last] > first) {
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
      return false;
    }
    if (counter && gaugesBefore[last + 1] > gaugesBefore[first]) {
      remarks.add(HistogramRemark.NOT_COUNTER);
    }
    FloatHistogram from = left == 0 ? at(first) : between(first, left, remarks);
    FloatHistogram to = right == 1 ? at(last) : between(last - 1, right, remarks);
    if (from == null || to == null) {
      return false;
    }
    if (!counter
        && !(from.counterResetHint() == CounterResetHint.GAUGE
            && to.counterResetHint() == CounterResetHint.GAUGE)) {
      remarks.add(HistogramRemark.NOT_GAUGE);
    }
    result.set(to);
    scratch.set(from);
    if (result.add(scratch, -1)) {
      remarks.add(HistogramRemark.RECONCILED_IN_SUBTRACTION);
    }
    if (counter) {
      addLost(first, left > 0, last, from, to, remarks);
    }
    return true;
  }

  private @Nullable FloatHistogram between(int i, double fraction, Set<HistogramRemark> remarks) {
    return interpolation.between(at(i), at(i + 1), fraction, counter, remarks);
  }

  /**
   * Adds what was lost by resets. Whether the one at the right point begins anew is asked of this
   * itself: interpolated or not, it has the hint of the sample there.
   */
  private void addLost(
      int first,
      boolean between,
      int last,
      FloatHistogram from,
      FloatHistogram to,
      Set<HistogramRemark> remarks) {
    int next = first + 1;
    FloatHistogram before = from;
    if (between && CounterReset.between(at(first), at(next))) {
      // The left point lies on the rise from zero to this sample.
      before = at(next++);
    }
    if (next > last) {
      return;
    }
    anyLost = false;
    if (next < last) {
      lose(before, at(next), remarks);
      resets.find(next, last);
      for (int i = resets.first(); i < resets.end(); i++) {
        lose(at(resets.at(i) - 1), remarks);
      }
      before = at(last - 1);
    }
    lose(before, to, remarks);
    if (anyLost && result.add(lost, 1)) {
      remarks.add(HistogramRemark.RECONCILED_IN_ADDITION);
    }
  }

  private void lose(FloatHistogram h, FloatHistogram next, Set<HistogramRemark> remarks) {
    if (CounterReset.between(h, next)) {
      lose(h, remarks);
    }
  }

  private void lose(FloatHistogram h, Set<HistogramRemark> remarks) {
    if (!anyLost) {
      lost.set(h);
      anyLost = true;
      return;
    }
    scratch.set(h);
    if (lost.add(scratch, 1)) {
      remarks.add(HistogramRemark.RECONCILED_IN_ADDITION);
    }
  }

  private FloatHistogram at(int sample) {
    return Objects.requireNonNull(samples.apply(sample));
  }

  /** Returns the change divided, after which it is used up. */
  public FloatHistogram dividedBy(double divisor) {
    result.divide(divisor);
    result.hint(CounterResetHint.GAUGE);
    result.compact();
    return result.toHistogram();
  }
}

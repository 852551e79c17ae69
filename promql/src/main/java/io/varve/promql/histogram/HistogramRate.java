package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How much the histograms of a series have changed over a window, resets of counters taken into
 * account: what {@code rate}, {@code increase}, {@code delta}, {@code irate} and {@code idelta} are
 * made of.
 *
 * <p>Windows only rise during a series. Whether a histogram begins anew is found out once, however
 * many windows it lies in: a window then costs its two ends and its resets. Reusable; not
 * thread-safe.
 */
public final class HistogramRate {
  private final WorkingHistogram result = new WorkingHistogram(false);
  private final WorkingHistogram scratch = new WorkingHistogram(false);

  private IntFunction<@Nullable FloatHistogram> samples = _ -> null;
  private IntPredicate knownAnew = _ -> false;

  private final HistogramResets resets = new HistogramResets();

  /** For each sample, the first of those up to it that are alike in schema and kind. */
  private int[] runs = {};

  private int runsKnown;

  /**
   * Starts a series.
   *
   * @param size the number of its samples
   * @param histograms the samples by their index, null where they are floats
   * @param anew whether a sample is known to begin anew, be it to be seen or not
   */
  public void begin(int size, IntFunction<@Nullable FloatHistogram> histograms, IntPredicate anew) {
    samples = histograms;
    knownAnew = anew;
    if (runs.length < size) {
      runs = new int[size];
    }
    resets.begin(histograms, anew);
    runsKnown = 0;
  }

  /**
   * Calculates the change from the first to the last sample of a window, all of which are
   * histograms, two at least.
   *
   * @param from the first sample
   * @param to behind the last one
   * @param counter whether a histogram that begins anew adds to the change; else only the two ends
   *     matter
   * @param remarks added to
   * @return whether there is a change, which then is read by {@link #count}, {@link #times}
   */
  public boolean overWindow(int from, int to, boolean counter, Set<HistogramRemark> remarks) {
    FloatHistogram first = at(from);
    FloatHistogram last = at(to - 1);
    if (!counter) {
      boolean known = difference(first, last, last.schema(), remarks);
      if (known) {
        noteGauges(first, last, false, remarks);
      }
      return known;
    }
    resets.find(from, to);
    boolean second = resets.first() < resets.end() && resets.at(resets.first()) == from + 1;
    FloatHistogram reference = second ? at(from + 1) : first;
    if (last.usesCustomBuckets() != reference.usesCustomBuckets()) {
      noteGauges(first, last, true, remarks);
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
      return false;
    }
    boolean alike = areAlike(from + 1, to);
    if (!alike && !sameKind(from + 1, to)) {
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
      return false;
    }
    int coarsest = Math.min(last.schema(), reference.schema());
    for (int i = from + 1; !alike && i < to - 1; i++) {
      noteGauges(at(i), at(i), true, remarks);
      coarsest = Math.min(coarsest, at(i).schema());
    }
    noteGauges(first, last, true, remarks);
    if (second) {
      scratch.setEmpty(reference);
    } else {
      scratch.set(first);
    }
    subtractScratch(last, coarsest, remarks);
    for (int i = resets.first() + (second ? 1 : 0); i < resets.end(); i++) {
      scratch.set(at(resets.at(i) - 1));
      if (result.add(scratch, 1)) {
        remarks.add(HistogramRemark.RECONCILED_IN_ADDITION);
      }
    }
    return finish();
  }

  /**
   * Calculates the change from one sample to the next, both histograms.
   *
   * @param last the later sample
   * @param counter whether a histogram that begins anew is the change; else the difference always
   *     is
   * @param remarks added to
   * @return whether there is a change, which then is read by {@link #count}, {@link #dividedBy}
   */
  public boolean overStep(int last, boolean counter, Set<HistogramRemark> remarks) {
    FloatHistogram before = at(last - 1);
    FloatHistogram now = at(last);
    noteGauges(before, now, counter, remarks);
    if (counter && (knownAnew.test(last) || CounterReset.between(before, now))) {
      result.set(now);
      return finish();
    }
    return difference(before, now, now.schema(), remarks);
  }

  private boolean difference(
      FloatHistogram before, FloatHistogram now, int schema, Set<HistogramRemark> remarks) {
    if (before.usesCustomBuckets() != now.usesCustomBuckets()) {
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
      return false;
    }
    scratch.set(before);
    subtractScratch(now, schema, remarks);
    return finish();
  }

  private void subtractScratch(FloatHistogram now, int schema, Set<HistogramRemark> remarks) {
    result.set(now);
    result.reduceTo(schema);
    if (result.add(scratch, -1)) {
      remarks.add(HistogramRemark.RECONCILED_IN_SUBTRACTION);
    }
  }

  private boolean finish() {
    result.hint(CounterResetHint.GAUGE);
    result.compact();
    return true;
  }

  private static void noteGauges(
      FloatHistogram a, FloatHistogram b, boolean counter, Set<HistogramRemark> remarks) {
    boolean gaugeA = a.counterResetHint() == CounterResetHint.GAUGE;
    boolean gaugeB = b.counterResetHint() == CounterResetHint.GAUGE;
    if (counter && (gaugeA || gaugeB)) {
      remarks.add(HistogramRemark.NOT_COUNTER);
    } else if (!counter && !(gaugeA && gaugeB)) {
      remarks.add(HistogramRemark.NOT_GAUGE);
    }
  }

  /** Returns whether all samples of a window have exponential or all have custom buckets. */
  private boolean sameKind(int from, int to) {
    boolean same = true;
    for (int i = from + 1; same && i < to; i++) {
      same = at(i - 1).usesCustomBuckets() == at(i).usesCustomBuckets();
    }
    return same;
  }

  /** Returns whether the samples of a window have one schema, and all or none are gauges. */
  private boolean areAlike(int from, int to) {
    for (; runsKnown < to; runsKnown++) {
      boolean more = runsKnown > 0 && alike(samples.apply(runsKnown - 1), samples.apply(runsKnown));
      runs[runsKnown] = more ? runs[runsKnown - 1] : runsKnown;
    }
    return runs[to - 1] <= from;
  }

  private static boolean alike(@Nullable FloatHistogram a, @Nullable FloatHistogram b) {
    return a != null
        && b != null
        && a.schema() == b.schema()
        && a.counterResetHint()
            == CounterResetHint.GAUGE
            == (b.counterResetHint() == CounterResetHint.GAUGE);
  }

  private FloatHistogram at(int sample) {
    return Objects.requireNonNull(samples.apply(sample));
  }

  /** Makes a whole sample the change. */
  public boolean wholly(int sample) {
    result.set(at(sample));
    return true;
  }

  /**
   * Adds a whole sample to the change.
   *
   * @param remarks added to
   * @return whether there still is a change
   */
  public boolean plusWhole(int sample, Set<HistogramRemark> remarks) {
    scratch.set(at(sample));
    if (scratch.isCustom() != result.isCustom()) {
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
      return false;
    }
    if (result.add(scratch, 1)) {
      remarks.add(HistogramRemark.RECONCILED_IN_ADDITION);
    }
    return true;
  }

  /** Returns how many observations the change is. */
  public double count() {
    return result.count();
  }

  /** Returns the change multiplied, after which it is used up. */
  public FloatHistogram times(double factor) {
    result.multiply(factor);
    return result.toHistogram();
  }

  /** Returns the change divided, after which it is used up. */
  public FloatHistogram dividedBy(double divisor) {
    result.divide(divisor);
    return result.toHistogram();
  }
}

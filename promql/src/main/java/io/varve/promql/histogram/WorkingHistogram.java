package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.HistogramSchema;

/** A histogram that is calculated with. Reusable; not thread-safe. */
final class WorkingHistogram {
  private static final double[] NO_BOUNDS = {};
  private static final int ZERO = 0;
  private static final int COUNT = 1;
  private static final int SUM = 2;
  private static final int NUMBERS = 3;

  private int schema;
  private double[] customValues = NO_BOUNDS;
  private double zeroThreshold;
  private CounterResetHint hint = CounterResetHint.UNKNOWN;
  private final Tallies numbers;
  private final BucketRow positive;
  private final BucketRow negative;

  /**
   * Makes an empty one.
   *
   * @param compensated whether it keeps account of what rounding takes
   */
  WorkingHistogram(boolean compensated) {
    numbers = new Tallies(NUMBERS, compensated);
    positive = new BucketRow(compensated);
    negative = new BucketRow(compensated);
  }

  /** Returns one that is a histogram, without compensation. */
  static WorkingHistogram of(FloatHistogram h) {
    WorkingHistogram working = new WorkingHistogram(false);
    working.set(h);
    return working;
  }

  /** Makes this the histogram. */
  void set(FloatHistogram h) {
    schema = h.schema();
    customValues = h.customValues();
    zeroThreshold = h.zeroThreshold();
    hint = h.counterResetHint();
    numbers.set(ZERO, h.zeroCount(), 0);
    numbers.set(COUNT, h.count(), 0);
    numbers.set(SUM, h.sum(), 0);
    positive.set(SideCursor.forwards(h, true), h.positiveBuckets().length);
    negative.set(SideCursor.forwards(h, false), h.negativeBuckets().length);
  }

  /** Makes this a histogram without observations, of the same schema and bounds as another. */
  void setEmpty(FloatHistogram like) {
    schema = like.schema();
    customValues = like.customValues();
    zeroThreshold = 0;
    hint = CounterResetHint.UNKNOWN;
    for (int i = 0; i < NUMBERS; i++) {
      numbers.set(i, 0, 0);
    }
    positive.clear();
    negative.clear();
  }

  /** Makes the compensations those that {@link #part} gave. */
  void setCompensations(FloatHistogram h) {
    numbers.set(ZERO, numbers.value(ZERO), h.zeroCount());
    numbers.set(COUNT, numbers.value(COUNT), h.count());
    numbers.set(SUM, numbers.value(SUM), h.sum());
    positive.setCompensations(SideCursor.forwards(h, true));
    negative.setCompensations(SideCursor.forwards(h, false));
  }

  void copyFrom(WorkingHistogram other) {
    schema = other.schema;
    customValues = other.customValues;
    zeroThreshold = other.zeroThreshold;
    hint = other.hint;
    for (int i = 0; i < NUMBERS; i++) {
      numbers.set(i, other.numbers.value(i), other.numbers.compensation(i));
    }
    positive.copyFrom(other.positive);
    negative.copyFrom(other.negative);
  }

  int schema() {
    return schema;
  }

  double zeroThreshold() {
    return zeroThreshold;
  }

  boolean isCustom() {
    return HistogramSchema.isCustom(schema);
  }

  CounterResetHint hint() {
    return hint;
  }

  void hint(CounterResetHint newHint) {
    hint = newHint;
  }

  double count() {
    return numbers.total(COUNT);
  }

  /**
   * Adds a histogram, with sign -1 takes it away. Both are exponential or both custom.
   *
   * @param other changed by this, of no use after
   * @return whether custom bounds differed
   */
  boolean add(WorkingHistogram other, int sign) {
    boolean reconciled = false;
    if (isCustom()) {
      reconciled = reconcileBounds(other);
    } else {
      reconcileZeroBuckets(other);
      reduceTo(other.schema);
      other.reduceTo(schema);
    }
    for (int i = 0; i < NUMBERS; i++) {
      numbers.add(i, sign * other.numbers.value(i), sign * other.numbers.compensation(i));
    }
    positive.add(other.positive, sign);
    negative.add(other.negative, sign);
    hint = CounterHints.ofBoth(hint, other.hint);
    return reconciled;
  }

  private boolean reconcileBounds(WorkingHistogram other) {
    if (CustomBounds.same(customValues, other.customValues)) {
      return false;
    }
    double[] common = CustomBounds.intersection(customValues, other.customValues);
    positive.toBounds(common, customValues);
    other.positive.toBounds(common, other.customValues);
    customValues = common;
    return true;
  }

  /**
   * Widens the zero bucket unless the new bound lies inside a bucket with observations.
   *
   * @return whether it does not
   */
  boolean widenZeroBucketTo(double threshold) {
    if (unpopulated(threshold) > threshold) {
      return false;
    }
    widenZeroBucket(threshold);
    return true;
  }

  /** Widens zero buckets until both are the same. */
  void reconcileZeroBuckets(WorkingHistogram other) {
    double wide = Math.max(zeroThreshold, other.zeroThreshold);
    double before;
    do {
      before = wide;
      wide = other.unpopulated(unpopulated(wide));
    } while (wide > before);
    widenZeroBucket(wide);
    other.widenZeroBucket(wide);
  }

  /**
   * Returns the lowest bound from the given one on that the zero bucket can be widened to. Where it
   * need not be widened, no matter which buckets it overlaps with.
   */
  private double unpopulated(double threshold) {
    double wide = threshold;
    double before;
    do {
      before = wide;
      if (wide > zeroThreshold) {
        wide = negative.unpopulated(positive.unpopulated(wide, schema), schema);
      }
    } while (wide > before);
    return wide;
  }

  private void widenZeroBucket(double threshold) {
    if (threshold > zeroThreshold) {
      positive.moveBelow(threshold, schema, numbers, ZERO);
      negative.moveBelow(threshold, schema, numbers, ZERO);
      compact();
      zeroThreshold = threshold;
    }
  }

  /** Goes to a coarser exponential schema; to one that is not coarser, does nothing. */
  void reduceTo(int coarser) {
    if (coarser < schema) {
      positive.coarsen(schema - coarser);
      negative.coarsen(schema - coarser);
      schema = coarser;
    }
  }

  void compact() {
    positive.compact();
    negative.compact();
  }

  /** Multiplies all counts and the sum. */
  void multiply(double factor) {
    numbers.multiply(NUMBERS, factor);
    positive.multiply(factor);
    negative.multiply(factor);
    hint = factor < 0 ? CounterResetHint.GAUGE : hint;
  }

  /** Divides all counts and the sum; by 0, all buckets are removed. */
  void divide(double divisor) {
    numbers.divide(NUMBERS, divisor);
    if (divisor == 0) {
      positive.clear();
      negative.clear();
    }
    positive.divide(divisor);
    negative.divide(divisor);
    hint = divisor < 0 ? CounterResetHint.GAUGE : hint;
  }

  boolean hasInfinity() {
    boolean infinite = positive.hasInfinity() || negative.hasInfinity();
    for (int i = 0; i < NUMBERS; i++) {
      infinite |= numbers.isInfinite(i);
    }
    return infinite;
  }

  long bytes() {
    return 256 + positive.bytes() + negative.bytes();
  }

  /** Returns the histogram, with compensations added. */
  FloatHistogram toHistogram() {
    return histogram(
        numbers.total(ZERO),
        numbers.total(COUNT),
        numbers.total(SUM),
        positive.totals(),
        negative.totals());
  }

  /** Returns the values without their compensations, or the compensations, as a histogram. */
  FloatHistogram part(boolean compensation) {
    return histogram(
        part(ZERO, compensation),
        part(COUNT, compensation),
        part(SUM, compensation),
        positive.parts(compensation),
        negative.parts(compensation));
  }

  private double part(int number, boolean compensation) {
    return compensation ? numbers.compensation(number) : numbers.value(number);
  }

  private FloatHistogram histogram(
      double zero, double count, double sum, double[] positives, double[] negatives) {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zero,
        count,
        sum,
        positive.spans(),
        negative.spans(),
        positives,
        negatives,
        customValues,
        hint);
  }
}

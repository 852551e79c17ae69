package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.histogram.HistogramFraction;
import io.varve.promql.histogram.HistogramQuantile;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.scalar.ClassicHistogram;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Remarks;
import java.util.Set;

/** What is asked of the buckets of one histogram at one step; of each histogram the same. */
interface BucketFunction {
  /** Evaluates the scalars that it needs; called once, first. */
  void open();

  /** Returns how many series it makes of each histogram. */
  default int outputs() {
    return 1;
  }

  /** Returns the labels of one of the outputs, given those of the histogram. */
  default Labels labels(int output, Labels histogram) {
    return histogram;
  }

  /** Returns whether an output is asked for at a step. */
  default boolean isAsked(int output, int step) {
    return true;
  }

  /** Answers for a classic histogram. */
  double apply(ClassicHistogram histogram, int output, int step);

  /**
   * Answers for a native histogram.
   *
   * @param remarks added to
   */
  double apply(FloatHistogram histogram, int output, int step, Set<HistogramRemark> remarks);

  /**
   * Returns the function that gives a quantile.
   *
   * @param at where the quantile stands in the query, for the remark that there is no such one
   */
  static BucketFunction quantile(ScalarOperator quantile, PosRange at, Annotations annotations) {
    return new BucketFunction() {
      private double[] quantiles = {};

      @Override
      public void open() {
        quantiles = quantile.evaluate();
        checkQuantiles(quantiles, at, annotations);
      }

      @Override
      public double apply(ClassicHistogram histogram, int output, int step) {
        return histogram.quantile(quantiles[step]);
      }

      @Override
      public double apply(
          FloatHistogram histogram, int output, int step, Set<HistogramRemark> remarks) {
        return HistogramQuantile.of(quantiles[step], histogram, remarks);
      }
    };
  }

  /** Remarks on quantiles that there are not. */
  static void checkQuantiles(double[] quantiles, PosRange at, Annotations annotations) {
    for (double q : quantiles) {
      if (!(q >= 0 && q <= 1)) {
        annotations.add(Remarks.invalidQuantile(q, at));
      }
    }
  }

  /** Returns the function that gives the fraction of observations between two bounds. */
  static BucketFunction fraction(ScalarOperator lower, ScalarOperator upper) {
    return new BucketFunction() {
      private double[] from = {};
      private double[] to = {};

      @Override
      public void open() {
        from = lower.evaluate();
        to = upper.evaluate();
      }

      @Override
      public double apply(ClassicHistogram histogram, int output, int step) {
        return histogram.fraction(from[step], to[step]);
      }

      @Override
      public double apply(
          FloatHistogram histogram, int output, int step, Set<HistogramRemark> remarks) {
        return HistogramFraction.of(from[step], to[step], histogram, remarks);
      }
    };
  }
}

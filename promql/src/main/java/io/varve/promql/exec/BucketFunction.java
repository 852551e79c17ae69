package io.varve.promql.exec;

import io.varve.promql.ast.PosRange;
import io.varve.promql.scalar.ClassicHistogram;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Remarks;

/** What is asked of the buckets of one classic histogram at one step. */
interface BucketFunction {
  /** Evaluates the scalars that it needs; called once, first. */
  void open();

  /** Answers. */
  double apply(ClassicHistogram histogram, int step);

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
        for (double q : quantiles) {
          if (!(q >= 0 && q <= 1)) {
            annotations.add(Remarks.invalidQuantile(q, at));
          }
        }
      }

      @Override
      public double apply(ClassicHistogram histogram, int step) {
        return histogram.quantile(quantiles[step]);
      }
    };
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
      public double apply(ClassicHistogram histogram, int step) {
        return histogram.fraction(from[step], to[step]);
      }
    };
  }
}

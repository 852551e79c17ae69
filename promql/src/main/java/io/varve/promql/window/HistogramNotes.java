package io.varve.promql.window;

import io.varve.promql.ast.PosRange;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.value.Annotation;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Remarks;
import java.util.Set;

/** What a function remarks on the histograms of the series it is at. For one thread. */
public final class HistogramNotes {
  private final Annotations annotations;
  private final PosRange at;
  private String metricName = "";

  /**
   * Makes it.
   *
   * @param at where the series stand in the query
   */
  public HistogramNotes(Annotations annotations, PosRange at) {
    this.annotations = annotations;
    this.at = at;
  }

  /** Goes to the next series; the name is empty where it is gone. */
  public void series(String newMetricName) {
    metricName = newMetricName;
  }

  /** Both floats and histograms are in a window, and nothing comes of that. */
  void mixedKinds() {
    add(Remarks.mixedFloatsHistograms(metricName, at));
  }

  /** Both floats and histograms are in a window, of which the floats count. */
  void ignoredHistograms() {
    add(Remarks.ignoredInRange(metricName, at));
  }

  /** A calculation has remarks. */
  public void add(Set<HistogramRemark> remarks) {
    for (HistogramRemark remark : remarks) {
      add(
          switch (remark) {
            case MIXED_SCHEMAS -> Remarks.mixedExponentialCustom(metricName, at);
            case NOT_COUNTER -> Remarks.notCounter(metricName, at);
            case NOT_GAUGE -> Remarks.notGauge(metricName, at);
            case COLLISION_IN_ADDITION -> Remarks.resetCollision("addition", at);
            case COLLISION_IN_SUBTRACTION -> Remarks.resetCollision("subtraction", at);
            case COLLISION_IN_AGGREGATION -> Remarks.resetCollision("aggregation", at);
            case RECONCILED_IN_ADDITION -> Remarks.customBucketsReconciled("addition", at);
            case RECONCILED_IN_SUBTRACTION -> Remarks.customBucketsReconciled("subtraction", at);
            case RECONCILED_IN_AGGREGATION -> Remarks.customBucketsReconciled("aggregation", at);
            case NAN_QUANTILE -> Remarks.quantileOfNaNs(metricName, at);
            case SKEWED_QUANTILE -> Remarks.quantileSkewedByNaNs(metricName, at);
            case NANS_EXCLUDED -> Remarks.fractionWithoutNaNs(metricName, at);
          });
    }
  }

  private void add(Annotation annotation) {
    annotations.add(annotation);
  }
}

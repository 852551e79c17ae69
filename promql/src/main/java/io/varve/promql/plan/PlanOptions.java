package io.varve.promql.plan;

/**
 * What a plan depends on besides tree and times.
 *
 * @param settings what the evaluation depends on as well
 * @param defaultSubqueryStepMs the step of a subquery that names none, in ms
 */
public record PlanOptions(EvalSettings settings, long defaultSubqueryStepMs) {
  /** Prometheus's defaults: the subquery's step is the default evaluation interval, 1 min. */
  public static final PlanOptions DEFAULT = new PlanOptions(EvalSettings.DEFAULT, 60_000);

  /** Validates. */
  public PlanOptions {
    if (defaultSubqueryStepMs <= 0) {
      throw new IllegalArgumentException("step of " + defaultSubqueryStepMs + " ms");
    }
  }
}

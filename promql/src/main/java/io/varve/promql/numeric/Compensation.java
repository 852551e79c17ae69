package io.varve.promql.numeric;

/**
 * Neumaier's compensated summation (A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur
 * Summation endlicher Summen", 1974), with Prometheus's rule that a sum which has become infinite
 * has no compensation.
 *
 * <p>A compensated sum is two numbers, the running sum and what rounding took from it. They live
 * wherever the caller keeps them, in locals or in columns, and one addition is
 *
 * <pre>{@code
 * double total = sum + value;
 * compensation = Compensation.next(compensation, sum, value, total);
 * sum = total;
 * }</pre>
 */
public final class Compensation {
  private Compensation() {}

  /**
   * Returns the compensation after an addition.
   *
   * @param compensation the compensation before it
   * @param sum the sum before it
   * @param value what was added
   * @param total the sum after it, {@code sum + value}
   */
  public static double next(double compensation, double sum, double value, double total) {
    if (Double.isInfinite(total)) {
      return 0;
    }
    return Math.abs(sum) >= Math.abs(value)
        ? compensation + ((sum - total) + value)
        : compensation + ((value - total) + sum);
  }
}

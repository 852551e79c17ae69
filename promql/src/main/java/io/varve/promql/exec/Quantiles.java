package io.varve.promql.exec;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.histogram.HistogramQuantile;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.scalar.ClassicHistogram;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.GoNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * {@code histogram_quantiles}: several quantiles, told apart by a label. A quantile that is not the
 * same at all steps makes an output of each of its values.
 */
final class Quantiles implements BucketFunction {
  /** A quantile that is asked for, and the values that it has at all steps. */
  private record Output(double quantile, double[] asked) {}

  private final String label;
  private final List<ScalarOperator> scalars;
  private final List<PosRange> at;
  private final Annotations annotations;
  private final List<Output> outputs = new ArrayList<>();

  /**
   * Makes the function.
   *
   * @param label that tells the quantile
   * @param scalars the quantiles
   * @param at where each of them stands in the query
   */
  Quantiles(
      String label, List<ScalarOperator> scalars, List<PosRange> at, Annotations annotations) {
    this.label = label;
    this.scalars = scalars;
    this.at = at;
    this.annotations = annotations;
  }

  @Override
  public void open() {
    for (int i = 0; i < scalars.size(); i++) {
      double[] asked = scalars.get(i).evaluate();
      BucketFunction.checkQuantiles(asked, at.get(i), annotations);
      Arrays.stream(asked).distinct().forEach(q -> outputs.add(new Output(q, asked)));
    }
  }

  @Override
  public int outputs() {
    return outputs.size();
  }

  @Override
  public Labels labels(int output, Labels histogram) {
    return histogram.with(label, text(outputs.get(output).quantile));
  }

  private static String text(double quantile) {
    String number = GoNumbers.general(quantile);
    boolean whole = number.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return whole ? number + ".0" : number;
  }

  @Override
  public boolean isAsked(int output, int step) {
    Output o = outputs.get(output);
    return Double.compare(o.asked[step], o.quantile) == 0;
  }

  @Override
  public double apply(ClassicHistogram histogram, int output, int step) {
    return histogram.quantile(outputs.get(output).quantile);
  }

  @Override
  public double apply(
      FloatHistogram histogram, int output, int step, Set<HistogramRemark> remarks) {
    return HistogramQuantile.of(outputs.get(output).quantile, histogram, remarks);
  }
}

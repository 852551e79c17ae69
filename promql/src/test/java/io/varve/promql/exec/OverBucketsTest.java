package io.varve.promql.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.varve.promql.ast.PosRange;
import io.varve.promql.value.StepGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OverBucketsTest {
  private static final StepGrid GRID = new StepGrid(0, 1000, 2);
  private final QueryContext ctx = Fixed.context();

  private OverBuckets quantile(double q, Fixed buckets) {
    return new OverBuckets(
        BucketFunction.quantile(
            Scalars.constant(q, GRID.count()), new PosRange(0, 1), ctx.annotations()),
        buckets,
        new PosRange(5, 6),
        GRID,
        ctx);
  }

  @Test
  void putsBucketsTogether() {
    Fixed buckets =
        new Fixed()
            .row("10 10", "i", "1", "le", "+Inf")
            .row("5 10", "i", "1", "le", "1")
            .row("10 10", "i", "1", "le", "2")
            .row("- 4", "i", "2", "le", "+Inf")
            .row("- 4", "i", "2", "le", "1");
    assertEquals(
        List.of("{i=\"1\"} 1 0.5", "{i=\"2\"} - 0.5"), Fixed.print(quantile(0.5, buckets)));
    assertEquals(List.of(), ctx.annotations().infos("q", 0));
  }

  @Test
  void givesFractions() {
    Fixed buckets = new Fixed().row("10 10", "le", "+Inf").row("5 10", "le", "1");
    BucketFunction half =
        BucketFunction.fraction(
            Scalars.constant(0, GRID.count()), Scalars.constant(0.5, GRID.count()));
    assertEquals(
        List.of("{} 0.25 0.5"),
        Fixed.print(new OverBuckets(half, buckets, new PosRange(0, 1), GRID, ctx)));
  }

  @Test
  void remarksOnBadQuantilesAndLabels() {
    Fixed buckets = new Fixed().row("1 1", "i", "1").row("1 1", "i", "1", "le", "x");
    assertEquals(List.of("{i=\"1\"} - -"), Fixed.print(quantile(1.5, buckets)));
    assertEquals(
        List.of(
            "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"\" (1:6)",
            "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"x\" (1:6)",
            "PromQL warning: quantile value should be between 0 and 1, got 1.5 (1:1)"),
        ctx.annotations().warnings("0123456789", 0));
  }

  @Test
  void remarksOnBucketsThatFall() {
    Fixed buckets =
        new Fixed().row("10 10", "le", "+Inf").row("5 5", "le", "2").row("6 6", "le", "1");
    Fixed.print(quantile(0.5, buckets));
    assertEquals(
        List.of(
            "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see"
                + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile),"
                + " from buckets 2 to 2, with a max diff of 1, over 2 samples from"
                + " 1970-01-01T00:00:00Z to 1970-01-01T00:00:01Z (1:6)"),
        ctx.annotations().infos("0123456789", 0));
  }
}

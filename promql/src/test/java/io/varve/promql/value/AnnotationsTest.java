package io.varve.promql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.varve.promql.ast.PosRange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnnotationsTest {
  private static final String QUERY = "rate(ä[5m]) +\n rate(ä[1m])";

  @Test
  void printsWithPlaces() {
    Annotations all = new Annotations();
    all.add(Remarks.possibleNonCounter("ä", new PosRange(20, 21)));
    all.add(Remarks.invalidQuantile(1.01, new PosRange(0, 1)));
    assertEquals(
        List.of(
            "PromQL info: metric might not be a counter, name does not end in"
                + " _total/_sum/_count/_bucket: \"ä\" (2:7)"),
        all.infos(QUERY, 0));
    assertEquals(
        List.of("PromQL warning: quantile value should be between 0 and 1, got 1.01 (1:1)"),
        all.warnings(QUERY, 0));
  }

  @Test
  void saysTheSameOnceAtThePlaceEvaluatedLast() {
    PosRange left = new PosRange(5, 6);
    PosRange right = new PosRange(20, 21);
    PosRange both = new PosRange(0, 21);
    assertSaidAt("(2:7)", left, right);
    assertSaidAt("(2:7)", right, left);
    assertSaidAt("(1:1)", right, both);
    assertSaidAt("(1:1)", both, right);
  }

  private static void assertSaidAt(String place, PosRange... ranges) {
    Annotations all = new Annotations();
    for (PosRange range : ranges) {
      all.add(Remarks.possibleNonCounter("a", range));
    }
    assertEquals(1, all.values().size());
    assertTrue(all.infos(QUERY, 0).getFirst().endsWith(place), all.infos(QUERY, 0)::toString);
  }

  @Test
  void addsUpForcedMonotonicity() {
    PosRange at = new PosRange(24, 30);
    Annotations one = new Annotations();
    one.add(Remarks.forcedMonotonicity("m", at, 60_000, 1, 5, 0.123));
    Annotations other = new Annotations();
    other.add(Remarks.forcedMonotonicity("m", at, 0, 2, Double.POSITIVE_INFINITY, 0.1));
    other.add(Remarks.forcedMonotonicity("m", at, 30_000, 2, 5, 0.1));
    one.addAll(other);
    assertEquals(
        List.of(
            "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see"
                + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
                + " for metric name \"m\", from buckets 1 to +Inf, with a max diff of 0.12, over 3"
                + " samples from 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z (1:25)"),
        one.infos("histogram_quantile(0.5, rate(m_bucket[5m]))", 0));
  }

  @Test
  void leavesOutWhatIsTooMuch() {
    Annotations all = new Annotations();
    for (String name : List.of("d", "b", "a", "c")) {
      all.add(Remarks.badBucketLabel(name, "x", new PosRange(0, 1)));
    }
    List<String> printed = all.warnings(QUERY, 2);
    assertEquals(3, printed.size());
    assertTrue(printed.get(1).contains("for metric name \"b\""), printed::toString);
    assertEquals("2 more warning annotations omitted", printed.get(2));
  }
}

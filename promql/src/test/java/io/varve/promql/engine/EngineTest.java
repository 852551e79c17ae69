package io.varve.promql.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.varve.promql.parse.ParserOptions;
import io.varve.promql.value.QueryException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EngineTest {
  private final Queries q =
      new Queries()
          .load("a_total", "job", "x", "i", "1", 15_000, 0, 10, 20, 30, 40, 50, 60, 70, 80)
          .load("a_total", "job", "x", "i", "2", 15_000, 0, 20, 40, 60, 80, 100, 120, 140, 160)
          .load("b", "job", "x", 15_000, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  @Test
  void selectsTheNewestSample() {
    assertEquals(List.of("{__name__=\"b\", job=\"x\"} 5"), q.instant("b", 61_000));
    assertEquals(List.of("{__name__=\"b\", job=\"x\"} 9"), q.instant("b", 419_999));
    assertEquals(List.of(), q.instant("b", 420_000));
    assertEquals(List.of("{__name__=\"b\", job=\"x\"} 2"), q.instant("b @ 20", 61_000));
    assertEquals(List.of("{__name__=\"b\", job=\"x\"} 3"), q.instant("b offset 30s", 61_000));
  }

  @Test
  void givesRatesWithoutNames() {
    assertEquals(
        List.of(
            "{i=\"1\", job=\"x\"} 0.6666666666666666", "{i=\"2\", job=\"x\"} 1.3333333333333333"),
        q.instant("rate(a_total[1m])", 60_000));
  }

  @Test
  void goesThroughRanges() {
    assertEquals(
        List.of("{job=\"x\"} 4@15000 6@30000 8@45000"),
        q.range("b * 2 - b + b - 0", 15_000, 45_000, 15_000));
  }

  @Test
  void rangesAreInTheOrderOfLabelsWhateverIsSorted() {
    assertEquals(
        List.of(
            "{__name__=\"a_total\", i=\"1\", job=\"x\"} 10@15000 10@30000",
            "{__name__=\"a_total\", i=\"2\", job=\"x\"} 20@15000 20@30000"),
        q.range("sort_desc(a_total @ 15)", 15_000, 30_000, 15_000));
  }

  @Test
  void sumsByLabel() {
    assertEquals(List.of("{job=\"x\"} 2"), q.instant("sum by (job) (rate(a_total[1m]))", 60_000));
    assertEquals(
        List.of("{job=\"x\"} 2@60000 2@75000"),
        q.range("sum by (job) (rate(a_total[1m]))", 60_000, 80_000, 15_000));
  }

  @Test
  void joins() {
    assertEquals(
        List.of("{i=\"1\", job=\"x\"} 12", "{i=\"2\", job=\"x\"} 22"),
        q.instant("a_total + on (job) group_left b", 15_000));
    QueryException e =
        assertThrows(QueryException.class, () -> q.instant("b + on (job) a_total", 15_000));
    assertEquals(
        "found duplicate series for the match group {job=\"x\"} on the right hand-side of the"
            + " operation: [{__name__=\"a_total\", i=\"1\", job=\"x\"}, {__name__=\"a_total\","
            + " i=\"2\", job=\"x\"}];many-to-many matching not allowed: matching labels must be"
            + " unique on one side",
        e.getMessage());
  }

  @Test
  void evaluatesSubqueries() {
    assertEquals(List.of("{job=\"x\"} 3"), q.instant("max_over_time((b > 1)[1m:15s]) - 2", 60_000));
    assertEquals(
        List.of("{__name__=\"b\", job=\"x\"} 3@30000 4@45000 5@60000"),
        q.instant("b[45s:15s]", 60_000));
  }

  @Test
  void givesScalarsAndStrings() {
    assertEquals(List.of("61.5"), q.instant("time() + 1.5", 60_000));
    assertEquals(List.of("text"), q.instant("\"text\"", 0));
    assertEquals(List.of("{} 1@0 2@1000"), q.range("time() + 1", 0, 1_000, 1_000));
    assertEquals(List.of("{} 5@60000"), q.range("vector(scalar(b))", 60_000, 60_000, 1_000));
    assertEquals(List.of("NaN"), q.instant("scalar(a_total)", 60_000));
  }

  @Test
  void ordersByValueInInstantQueries() {
    String one = "{__name__=\"a_total\", i=\"1\", job=\"x\"}";
    String two = "{__name__=\"a_total\", i=\"2\", job=\"x\"}";
    assertEquals(List.of(two + " 40", one + " 20"), q.instant("sort_desc(a_total)", 30_000));
    assertEquals(List.of(one + " 20", two + " 40"), q.instant("sort(a_total)", 30_000));
    assertEquals(List.of(two + " 40", one + " 20"), q.instant("topk(2, a_total)", 30_000));
    assertEquals(List.of(one + " 20"), q.instant("bottomk(1, a_total)", 30_000));
    assertEquals(
        List.of(two + " 40", one + " 20"), q.instant("sort_desc(a_total) > 0 or b < 0", 30_000));
    assertEquals(
        List.of(one + " 20@30000", two + " 40@30000"),
        q.range("topk(2, a_total)", 30_000, 30_000, 1_000));
  }

  @Test
  void choosesAtEachStep() {
    Queries crossing =
        new Queries().load("c", "i", "1", 1_000, 1, 5).load("c", "i", "2", 1_000, 2, 4);
    assertEquals(
        List.of("{__name__=\"c\", i=\"1\"} 5@1000", "{__name__=\"c\", i=\"2\"} 2@0"),
        crossing.range("topk(1, c)", 0, 1_000, 1_000));
    assertEquals(
        List.of("{v=\"1\"} 1@0", "{v=\"2\"} 1@0", "{v=\"4\"} 1@1000", "{v=\"5\"} 1@1000"),
        crossing.range("count_values(\"v\", c)", 0, 1_000, 1_000));
    assertEquals(List.of("{} 1.5@0 4.5@1000"), crossing.range("quantile(0.5, c)", 0, 1_000, 1_000));
  }

  @Test
  void evaluatesOnceWhatIsTheSameAtEachStep() {
    assertEquals(
        List.of("{__name__=\"b\", job=\"x\"} 2@0 2@15000 2@30000"),
        q.range("b @ 20", 0, 30_000, 15_000));
    assertEquals(
        List.of("{} 60@0 60@15000 60@30000"), q.range("sum(a_total @ end())", 0, 30_000, 15_000));
  }

  @Test
  void knowsWhatIsAbsent() {
    assertEquals(List.of("{x=\"y\"} 1"), q.instant("absent(nothing{x=\"y\"})", 0));
    assertEquals(List.of(), q.instant("absent(b)", 0));
    assertEquals(
        List.of("{} 1@420000 1@435000 1@450000"),
        q.range("absent_over_time(b[1m] offset 4m)", 405_000, 450_000, 15_000));
  }

  @Test
  void removesNamesAtTheEnd() {
    q.with(new EngineSettings(300_000, 60_000, 1000, 1 << 20, true, false, ParserOptions.STABLE));
    assertEquals(List.of("{} 2"), q.instant("sum by (__name__) (rate(a_total[1m]))", 60_000));
    assertEquals(
        List.of("{job=\"increase(b)\"} 4"),
        q.instant(
            "label_replace(increase(b[1m]), \"job\", \"increase($1)\", \"__name__\", \"(.*)\")",
            60_000));
  }
}

package io.varve.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacerTest {
  private static Placement place(String text) {
    return new Placer(Set.of()).place(Plans.normalize(text, Plans.RANGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "x offset 5m",
        "x @ 17",
        "{__name__=~'a|b'}",
        "-x",
        "(x)",
        "abs(x)",
        "clamp(x, 1, 2)",
        "clamp_max(x, scalar(y))",
        "round(x, time())",
        "hour(x)",
        "timestamp(x)",
        "rate(x[5m])",
        "rate(x[5m] @ end() offset 1m)",
        "quantile_over_time(scalar(sum(y)), x[5m])",
        "max_over_time(rate(x[5m])[1h:1m])",
        "max_over_time((x + y)[1h:])",
        "x * 2",
        "2 ^ x",
        "x > 2",
        "x > bool scalar(y)",
        "time() - x",
        "x + x",
        "x / y",
        "x == y",
        "x and y",
        "x or y",
        "x unless y",
        "x / ignoring(__name__) y",
        "x / ignoring(le) histogram_quantile(0.5, y)",
        "{__name__=~'a|b'} / x",
        "x and {__name__=~'a|b'}",
        "x == rate(y[5m]) * 2",
        "x and ignoring(__name__, le) y",
        "x + fill(0) y",
        "rate(a[5m]) / rate(b[5m])",
        "histogram_quantile(0.9, rate(x_bucket[5m]))",
        "histogram_quantile(scalar(q), x_bucket)",
        "histogram_quantile(0.9, x_bucket) > 1",
        "label_replace(x, '__name__', 'y', '', '') + x",
        "label_join(x, 'le', '', 'a')",
      })
  void runsOnTheShardsWithLabelsIntact(String text) {
    assertThat(place(text)).isEqualTo(Placement.INTACT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label_replace(x, 'a', '$1', 'b', '(.*)')",
        "label_join(rate(x[5m]), 'a', ',', 'b', 'c')",
        "label_join(label_replace(x, 'a', '$1', 'b', '(.*)'), 'c', '', 'a')",
        "label_replace(label_join(x, 'a', '', 'b'), '__name__', 'y', '', '')",
      })
  void runsOnTheShardsButMayMakeSeriesEqual(String text) {
    assertThat(place(text)).isEqualTo(Placement.RELABELLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "'text'", "-1", "1 + 2", "time()", "pi() * time()", "step() + 1"})
  void runsAnywhere(String text) {
    assertThat(place(text)).isEqualTo(Placement.ANYWHERE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vector(1)                               | NO_SELECTOR",
        "vector(time())                          | NO_SELECTOR",
        "hour()                                  | NO_SELECTOR",
        "scalar(x)                               | SINGLE",
        "1 + scalar(x)                           | ABOVE_GLOBAL",
        "absent(x)                               | ABSENT",
        "absent_over_time(x[5m])                 | ABSENT",
        "sort(x)                                 | SORT",
        "sort_desc(x)                            | SORT",
        "sort_by_label(x, 'a')                   | SORT",
        "sort_by_label_desc(x, 'a')              | SORT",
        "info(x)                                 | INFO",
        "x + on(a) y                             | MATCH_ON",
        "x and on() y                            | MATCH_ON",
        "x + ignoring(a) y                       | MATCH_IGNORING",
        "x unless ignoring(le, a) y              | MATCH_IGNORING",
        "x / ignoring(le) y                      | MATCH_DOUBLES",
        "x / {__name__=~'a.'}                    | MATCH_DOUBLES",
        "x / (a or b)                            | MATCH_DOUBLES",
        "x / -({a='1'} * 2)                      | MATCH_DOUBLES",
        "x / label_join(y, 'le', '', 'a')        | MATCH_DOUBLES",
        "x / (y / ignoring(le) histogram_quantile(0.5, z)) | MATCH_DOUBLES",
        "x * ignoring(a) group_left y            | MATCH_GROUP",
        "x * on(a) group_right(b) y              | MATCH_GROUP",
        "x * ignoring(le) group_left y           | MATCH_GROUP",
        "-label_join(x, 'a', '', 'b')            | RELABELLED",
        "abs(label_join(x, 'a', '', 'b'))        | RELABELLED",
        "label_join(x, 'a', '', 'b') > 1         | RELABELLED",
        "x + label_join(x, 'a', '', 'b')         | RELABELLED",
        "max_over_time(label_join(x, 'a', '', 'b')[5m:1m]) | ABOVE_GLOBAL",
        "histogram_quantile(1, label_join(x, 'a', '', 'b')) | RELABELLED",
        "sum(x)                                  | AGGREGATION",
        "topk by (a) (3, x)                      | AGGREGATION",
        "limitk(3, x)                            | AGGREGATION",
        "-sum(x)                                 | ABOVE_GLOBAL",
        "abs(sum(x))                             | ABOVE_GLOBAL",
        "sum(x) > 1                              | ABOVE_GLOBAL",
        "x + sum(x)                              | ABOVE_GLOBAL",
        "vector(1) or x                          | ABOVE_GLOBAL",
        "max_over_time(sum(x)[5m:1m])            | ABOVE_GLOBAL",
        "label_join(sum(x), 'a', '', 'b')        | ABOVE_GLOBAL",
        "histogram_quantile(0.9, sum by (le) (x)) | ABOVE_GLOBAL",
      })
  void runsOnTheAnsweringNode(String text, GlobalForm form) {
    assertThat(place(text)).isEqualTo(new Placement.Global(form));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "rate(x[5m])", "a / b"})
  void splitsAggregationsOfIntactSeries(String text) {
    assertThat(new Placer(Set.of()).splits(Plans.normalize(text, Plans.RANGE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum(x)", "vector(1)", "label_replace(x, 'a', 'b', '', '')"})
  void splitsNoOtherAggregations(String text) {
    assertThat(new Placer(Set.of()).splits(Plans.normalize(text, Plans.RANGE))).isFalse();
  }
}

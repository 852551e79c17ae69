package io.varve.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfoSeriesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          info(x)                               | {__name__="target_info"}
          info(x, {a="1"})                      | {__name__="target_info",a="1"}
          info(x, {__name__="build_info"})      | {__name__="build_info"}
          info(x, {__name__!="build_info"})     | {__name__=~".+_info",__name__!="build_info"}
          """)
  void knowsWhichMetricsAreInfoSeries(String query, String selector) {
    assertThat(Plans.explain(query)).contains("select info " + selector + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          info(rate(x[5m] offset 1m))                            | offset 60000 ms
          info(x @ 60)                                           | at 60000
          info(sum by (job) (x offset 1m) + y @ 5)               | offset 60000 ms
          info(last_over_time(x[10m:1m] offset 6m))              | offset 360000 ms
          info(last_over_time((x offset 1m)[10m:1m] @ 180))      | at 180000 offset 60000 ms
          info(last_over_time((x @ 7)[10m:1m] offset 1m))        | at 7000
          """)
  void looksWhereTheFirstSelectorLooks(String query, String moment) {
    assertThat(Plans.explain(query))
        .contains("select info {__name__=\"target_info\"} " + moment + "\n");
  }
}

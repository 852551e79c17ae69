package io.varve.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketUseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x                                                     | false
          histogram_count(x)                                    | true
          histogram_avg(sum(rate(x[5m]) + y))                   | true
          histogram_quantile(0.5, x)                            | false
          histogram_quantile(0.5, histogram_count(x))           | false
          histogram_sum(increase(x[5m:1m]))                     | false
          max_over_time(histogram_sum(x)[5m:1m])                | false
          histogram_count(x </ 3)                               | false
          histogram_stddev(x)                                   | false
          """)
  void leavesBucketsOutWhereNobodyLooksAtThem(String query, boolean expected) {
    String plan = Plans.explain(query);
    assertThat(plan.contains(" without buckets")).as(plan).isEqualTo(expected);
  }
}

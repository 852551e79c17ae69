package io.varve.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainTest {
  @Test
  void tellsWhatRunsWhere() {
    assertThat(Plans.explain("sum by (job) (rate(x{a=\"1\"}[5m] offset 1m)) > scalar(y @ 5)"))
        .isEqualTo(
            """
            on the answering node, 3 steps from 1000000 by 30000 ms
              operator >
                gather fragment 0
                the same at each step
                  scalar()
                    gather fragment 1
            on each shard, fragment 0: partial states, 3 steps from 1000000 by 30000 ms
              sum by (job)
                rate()
                  range 300000 ms of {a="1",__name__="x"} offset 60000 ms
            on each shard, fragment 1: columns, at 1000000
              select {__name__="y"} at 5000
            """);
  }

  @Test
  void tellsInputsAndMerges() {
    assertThat(
            Plans.explain(
                "label_replace(clamp_max(-x, scalar(sum without (a) (y))), 'b', 'c', '', '')"))
        .isEqualTo(
            """
            on the answering node, 3 steps from 1000000 by 30000 ms
              gather fragment 1
            on each shard, fragment 0: partial states, 3 steps from 1000000 by 30000 ms
              sum without (a)
                select {__name__="y"}
            on each shard, fragment 1: columns, to be merged by equal labels, 3 steps from 1000000 by 30000 ms
              label_replace()
                clamp_max()
                  sign -
                    select {__name__="x"}
                  input 0
                string "b"
                string "c"
                string ""
                string ""
              with input 0, 3 steps from 1000000 by 30000 ms
                scalar()
                  gather fragment 0
            """);
  }

  @Test
  void tellsOperatorsAndSubqueries() {
    assertThat(Plans.explain("max_over_time((a == bool ignoring (le) b)[5m:1m] @ 9) + on (c) d"))
        .contains(
            "operator + on (c) one-to-one",
            "subquery 300000 ms, step 60000 ms at 9000",
            "operator == bool ignoring (le) one-to-one");
  }
}

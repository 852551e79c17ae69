package io.varve.sharding.query.wire;

import io.varve.promql.parse.ParserOptions;
import io.varve.promql.parse.PromQlParser;
import io.varve.promql.plan.Cut;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.Plan;
import io.varve.promql.plan.PlanOptions;
import io.varve.promql.plan.Planner;
import io.varve.promql.plan.QueryTimes;
import java.util.List;

/** Fragments of queries. */
final class Fragments {
  private static final PromQlParser PARSER = new PromQlParser(ParserOptions.ALL);

  /** Queries with all kinds of nodes. */
  static final List<String> QUERIES =
      List.of(
          "x",
          "x{a='1', b!='2', c=~'3|4', d!~'5', e='ä\\n'} offset -5m",
          "x @ 17 offset 1m",
          "x smoothed",
          "-rate(x[5m] anchored)",
          "clamp(x * 2 + time() ^ pi(), NaN, -Inf)",
          "x + ignoring (le) fill_left(1) fill_right(2) y",
          "x unless y == bool 3",
          "sum by (a, b) (x)",
          "topk without () (scalar(y), x)",
          "count_values('v', x)",
          "max_over_time((x @ end() > 1)[1h:5m] offset 1d)",
          "label_replace(x, 'a', '$1', 'b', '(.*)')",
          "absent_over_time(x{a='1'}[5m])",
          "info(x, {b='2'})",
          "histogram_quantile(scalar(sum(y)), rate(x_bucket[5m]))");

  private Fragments() {}

  static Plan plan(String query, QueryTimes times) {
    return new Planner().plan(query, PARSER.parse(query), times, PlanOptions.DEFAULT);
  }

  static List<Fragment> of(String query) {
    return plan(query, new QueryTimes(1_000_000, 2_000_000, 15_000)).cuts().stream()
        .map(Cut::fragment)
        .toList();
  }

  static Fragment instant(String query) {
    return plan(query, QueryTimes.instant(1_000_000)).cuts().getLast().fragment();
  }
}

package io.varve.promql.plan;

import io.varve.promql.ast.Expr;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.parse.PromQlParser;

/** Makes plans of text. */
final class Plans {
  private static final PromQlParser PARSER = new PromQlParser(ParserOptions.ALL);

  /** Three steps: 1,000 s, 1,030 s, 1,060 s. */
  static final QueryTimes RANGE = new QueryTimes(1_000_000, 1_060_000, 30_000);

  private Plans() {}

  static Expr parse(String text) {
    return PARSER.parse(text);
  }

  static PlanNode normalize(String text, QueryTimes times) {
    return new Normalizer(text, times, PlanOptions.DEFAULT).normalize(parse(text));
  }

  static Plan plan(String text) {
    return plan(text, RANGE);
  }

  static Plan plan(String text, QueryTimes times) {
    return new Planner().plan(text, parse(text), times, PlanOptions.DEFAULT);
  }

  static String explain(String text) {
    return Explain.explain(plan(text));
  }
}

package io.varve.promql.script;

import io.varve.promql.ast.Expr;
import io.varve.promql.parse.ParseException;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.parse.Printer;
import io.varve.promql.parse.PromQlParser;
import java.util.List;
import java.util.stream.LongStream;

/** Other queries that must give the same as an instant query. */
final class AtVariants {
  private static final PromQlParser PARSER = new PromQlParser(ParserOptions.ALL);

  private AtVariants() {}

  /**
   * Returns the query with its time written into all selectors, at other evaluation times; none if
   * its value depends on the evaluation's time in other ways too, or it does not parse.
   */
  static List<Query.Instant> of(Query.Instant query) {
    Expr expr;
    try {
      expr = PARSER.parse(query.text());
    } catch (ParseException _) {
      return List.of();
    }
    if (AtRewriter.isStepVariant(expr)) {
      return List.of();
    }
    long time = query.time();
    String fixed = Printer.print(AtRewriter.fix(expr, time));
    LongStream times =
        time == 0
            ? LongStream.of(-1000, 0, 1000)
            : LongStream.of(-10 * time, 0, time / 5, time, 10 * time);
    return times.mapToObj(t -> new Query.Instant(fixed, t)).toList();
  }
}

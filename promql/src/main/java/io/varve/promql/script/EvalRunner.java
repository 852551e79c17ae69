package io.varve.promql.script;

import io.varve.promql.script.Evaluation.ScalarValue;
import io.varve.promql.script.Evaluator.Answer;
import io.varve.promql.script.Evaluator.Outcome;
import io.varve.promql.script.Expectation.ScalarResult;
import io.varve.promql.script.Expectation.SeriesResult;
import io.varve.promql.script.Expectation.StringResult;
import io.varve.promql.storage.QueryStorage;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Evaluates a query in all ways that must agree. An instant query is evaluated as it is, then at
 * other times with its own time written into its selectors, and each of these also as the middle
 * step of a range query.
 */
final class EvalRunner {
  private static final long MINUTE_MS = 60_000;

  /** What depends on the range of a query, and so is another value in the middle of one. */
  private static final Pattern RANGE_DEPENDENT = Pattern.compile("(start|end|range|step)\\(\\)");

  private final Evaluator evaluator;
  private final QueryStorage storage;
  private final Command.Eval eval;

  EvalRunner(Evaluator evaluator, QueryStorage storage, Command.Eval eval) {
    this.evaluator = evaluator;
    this.storage = storage;
    this.eval = eval;
  }

  /** Returns the first failure, or nothing when all is as expected. */
  Optional<EvalFailure> run() {
    return switch (eval.query()) {
      case Query.Range query ->
          OutcomeCheck.check(eval.expectation(), evaluate(query))
              .map(m -> failure("as written", m));
      case Query.Instant query ->
          instant(query, "as written")
              .or(
                  () ->
                      AtVariants.of(query).stream()
                          .map(v -> instant(v, "as %s at %d ms".formatted(v.text(), v.time())))
                          .flatMap(Optional::stream)
                          .findFirst());
    };
  }

  private Optional<EvalFailure> instant(Query.Instant query, String way) {
    Outcome outcome = evaluator.instant(storage, query.text(), query.time());
    Optional<Mismatch> mismatch = OutcomeCheck.check(eval.expectation(), outcome);
    if (mismatch.isPresent()) {
      return mismatch.map(m -> failure(way, m));
    }
    if (eval.expectation().fails() || isInstantOnly(query)) {
      return Optional.empty();
    }
    long time = query.time();
    Outcome range =
        evaluate(new Query.Range(query.text(), time - MINUTE_MS, time + MINUTE_MS, MINUTE_MS));
    boolean scalar = outcome instanceof Answer(var e) && e.value() instanceof ScalarValue;
    return OutcomeCheck.checkStep(eval.expectation(), range, time, scalar)
        .map(m -> failure(way + ", middle step of a range query", m));
  }

  private boolean isInstantOnly(Query.Instant query) {
    boolean type =
        switch (eval.expectation().result()) {
          case StringResult _ -> true;
          case SeriesResult result -> result.grid().explicit();
          case ScalarResult _ -> false;
        };
    return type || RANGE_DEPENDENT.matcher(query.text()).find();
  }

  private Outcome evaluate(Query.Range query) {
    return evaluator.range(storage, query.text(), query.start(), query.end(), query.step());
  }

  private EvalFailure failure(String way, Mismatch mismatch) {
    Line line = eval.line();
    return new EvalFailure(
        line.file(), line.number(), line.text(), way, mismatch.expected(), mismatch.got());
  }
}

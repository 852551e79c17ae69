package io.varve.promql.script;

import io.varve.model.FloatValue;
import io.varve.promql.script.Evaluation.MatrixValue;
import io.varve.promql.script.Evaluation.ResultSeries;
import io.varve.promql.script.Evaluation.ScalarValue;
import io.varve.promql.script.Evaluation.Value;
import io.varve.promql.script.Evaluation.VectorValue;
import io.varve.promql.script.Evaluator.Answer;
import io.varve.promql.script.Evaluator.Failure;
import io.varve.promql.script.Evaluator.Outcome;
import io.varve.promql.script.Evaluator.Unanswered;
import java.util.List;
import java.util.Optional;

/** Compares how a query ended with what a script expects; returns the first difference. */
final class OutcomeCheck {
  private OutcomeCheck() {}

  static Optional<Mismatch> check(Expectation expectation, Outcome outcome) {
    return switch (outcome) {
      case Unanswered(String message) -> mismatch("an answer", message);
      case Failure(String message) -> failure(expectation, message);
      case Answer(Evaluation e) ->
          expectation.fails()
              ? mismatch("failure with " + expectation.failures(), "success")
              : NoteCheck.check("warning", expectation.warnings(), e.warnings())
                  .or(() -> NoteCheck.check("info", expectation.infos(), e.infos()))
                  .or(() -> compare(expectation, e.value()));
    };
  }

  private static Optional<Mismatch> failure(Expectation expectation, String message) {
    if (!expectation.fails()) {
      return mismatch("success", "failure: " + message);
    }
    return expectation.failures().stream()
        .filter(wanted -> !wanted.matches(message))
        .findFirst()
        .map(wanted -> new Mismatch("failure with " + wanted, message));
  }

  /**
   * Compares the step of a range query with what is expected of the instant query at that time.
   *
   * @param time of the step, ms
   * @param scalar whether the instant query gave a scalar
   */
  static Optional<Mismatch> checkStep(
      Expectation expectation, Outcome outcome, long time, boolean scalar) {
    return switch (outcome) {
      case Unanswered(String message) -> mismatch("an answer", message);
      case Failure(String message) -> mismatch("success", "failure: " + message);
      case Answer(Evaluation e) ->
          switch (e.value()) {
            // The order of a range query's series is always that of their labels.
            case MatrixValue _ when expectation.ordered() -> Optional.empty();
            case MatrixValue(List<ResultSeries> series) ->
                ResultComparison.unsorted(series)
                    .or(() -> compare(expectation, step(series, time, scalar)));
            case Value other -> mismatch("a matrix", other.toString());
          };
    };
  }

  private static Optional<Mismatch> compare(Expectation expectation, Value value) {
    return ResultComparison.compare(expectation.result(), expectation.ordered(), value);
  }

  private static Value step(List<ResultSeries> matrix, long time, boolean scalar) {
    List<ResultSeries> vector =
        matrix.stream()
            .map(s -> new ResultSeries(s.labels(), s.at(time)))
            .filter(s -> !s.samples().isEmpty())
            .toList();
    boolean one = scalar && vector.size() == 1;
    return one && vector.getFirst().samples().getFirst().value() instanceof FloatValue(double v)
        ? new ScalarValue(v)
        : new VectorValue(vector);
  }

  private static Optional<Mismatch> mismatch(String expected, String got) {
    return Optional.of(new Mismatch(expected, got));
  }
}

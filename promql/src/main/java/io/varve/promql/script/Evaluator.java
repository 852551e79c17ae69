package io.varve.promql.script;

import io.varve.promql.storage.QueryStorage;

/** Evaluates queries: the engine, with the settings that scripts are written for. */
public interface Evaluator {
  /**
   * Evaluates a query at one time.
   *
   * @param time ms since 1970
   */
  Outcome instant(QueryStorage storage, String query, long time);

  /**
   * Evaluates a query at each step of a range.
   *
   * @param start the first step, ms since 1970
   * @param end no step is later
   * @param step ms, positive
   */
  Outcome range(QueryStorage storage, String query, long start, long end, long step);

  /** How a query ended. */
  sealed interface Outcome {}

  /** With a result. */
  record Answer(Evaluation evaluation) implements Outcome {}

  /** With an error as Prometheus prints it. */
  record Failure(String message) implements Outcome {}

  /**
   * With an error that no script can expect: it needs a part of PromQL that is not there yet, or
   * meets a bug.
   */
  record Unanswered(String message) implements Outcome {}
}

package io.varve.promql.script;

/**
 * A query that did not give what its script expects.
 *
 * @param file the script
 * @param line where the eval command stands
 * @param query as the script writes it
 * @param way how it was evaluated when it failed
 * @param expected what the script says
 * @param got what there is instead
 */
public record EvalFailure(
    String file, int line, String query, String way, String expected, String got) {
  /** Prints the failure over several lines. */
  @Override
  public String toString() {
    return "%s:%d: %s%n  %s%n  expected: %s%n  got:      %s"
        .formatted(file, line, query, way, expected, got);
  }
}

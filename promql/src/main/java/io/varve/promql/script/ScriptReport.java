package io.varve.promql.script;

import java.util.List;

/**
 * What became of a script.
 *
 * @param file the script
 * @param passed how many of its eval commands gave what they must, in all ways
 * @param failures of the others, one each
 */
public record ScriptReport(String file, int passed, List<EvalFailure> failures) {
  /** Makes the list unmodifiable. */
  public ScriptReport {
    failures = List.copyOf(failures);
  }
}

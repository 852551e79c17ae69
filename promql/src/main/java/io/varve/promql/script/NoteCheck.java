package io.varve.promql.script;

import io.varve.promql.script.Expectation.Notes;
import java.util.List;
import java.util.Optional;

/** Compares annotations of one kind with what a script expects. */
final class NoteCheck {
  private NoteCheck() {}

  static Optional<Mismatch> check(String kind, Notes expected, List<String> actual) {
    if (expected.forbidden() && !actual.isEmpty()) {
      return Optional.of(new Mismatch("no " + kind, actual.toString()));
    }
    for (TextMatch wanted : expected.wanted()) {
      if (actual.stream().noneMatch(wanted::matches)) {
        return Optional.of(new Mismatch(kind + " with " + wanted, actual.toString()));
      }
    }
    if (!expected.wanted().isEmpty()) {
      for (String note : actual) {
        if (expected.wanted().stream().noneMatch(wanted -> wanted.matches(note))) {
          return Optional.of(new Mismatch("only expected " + kind + "s", note));
        }
      }
    }
    return Optional.empty();
  }
}

package io.varve.promql.script;

/** A query as a script asks it; times and steps in ms. */
sealed interface Query {
  /** Returns the text, as it stands in the script or rewritten. */
  String text();

  /** At one time. */
  record Instant(String text, long time) implements Query {}

  /** At each step from start to end, both included. */
  record Range(String text, long start, long end, long step) implements Query {}
}

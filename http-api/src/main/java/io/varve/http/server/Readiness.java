package io.varve.http.server;

/** Whether this node can serve. Thread-safe. */
@FunctionalInterface
public interface Readiness {
  /** Returns why the node is not ready, in a sentence; the empty string if it is. */
  String reasonAgainst();
}

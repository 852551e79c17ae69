package io.varve.node;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A running node, as its life is seen from outside. Thread-safe. */
interface Incarnation {
  /** Completes with the reason once the node can never serve again. */
  CompletableFuture<String> end();

  /** Refuses all requests from now on, and ends without order: the log has what is acknowledged. */
  void abandon(String why) throws IOException;

  /** Ends in order, as it was asked to. */
  void close() throws IOException;
}

package io.varve.promql.reference;

/** The query has no answer: labels collide, or a parameter is out of bounds. */
public final class Failure extends RuntimeException {
  Failure(String message) {
    super(message);
  }
}

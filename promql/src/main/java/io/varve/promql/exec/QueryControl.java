package io.varve.promql.exec;

import io.varve.promql.value.QueryException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends a running query from outside: when its client has gone, or when its time is up, which the
 * caller's timer tells, for the evaluation has no clock. Thread-safe.
 */
public final class QueryControl {
  private enum End {
    RUNNING,
    CANCELLED,
    TIMED_OUT
  }

  private final AtomicReference<End> end = new AtomicReference<>(End.RUNNING);

  /** Ends the query because nobody waits for it. */
  public void cancel() {
    end.compareAndSet(End.RUNNING, End.CANCELLED);
  }

  /** Ends the query because it takes too long. */
  public void timeOut() {
    end.compareAndSet(End.RUNNING, End.TIMED_OUT);
  }

  /** Throws if the query has ended. Cheap; operators call it once a series or more. */
  void check() {
    switch (Objects.requireNonNull(end.get())) {
      case RUNNING -> {}
      case CANCELLED -> throw QueryException.cancelled("expression evaluation");
      case TIMED_OUT -> throw QueryException.timeout("expression evaluation");
    }
  }
}

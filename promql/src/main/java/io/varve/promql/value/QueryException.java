package io.varve.promql.value;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;

/**
 * Ends a query from deep inside its evaluation. The messages are those of Prometheus where it has
 * one; the code's kind decides the HTTP status and {@code errorType}.
 */
public final class QueryException extends VarveException {
  /** Makes an exception of any code. */
  public QueryException(ErrorCode code, String message) {
    super(code, message);
  }

  /** Returns the end of a query that fails on the data it meets. */
  public static QueryException execution(String message) {
    return new QueryException(ErrorCode.QUERY_EXECUTION, message);
  }

  /** Returns the end of a query that exceeds its own limits. */
  public static QueryException limit(String message) {
    return new QueryException(ErrorCode.QUERY_LIMIT, message);
  }

  /** Returns the end of a query whose parameters or settings do not fit its text. */
  public static QueryException invalid(String message) {
    return new QueryException(ErrorCode.INVALID_QUERY, message);
  }

  /**
   * Returns the end of a query that would hold more samples at once than it may.
   *
   * @param most how many it may hold
   */
  public static QueryException tooManySamples(long most) {
    return limit(
        ("query processing would load too many samples into memory in query execution; "
                + "the limit is %d, see varve.query.max-samples")
            .formatted(most));
  }

  /**
   * Returns the end of a query that is not done in time.
   *
   * @param where what it was doing
   */
  public static QueryException timeout(String where) {
    return new QueryException(ErrorCode.TIMEOUT, "query timed out in " + where);
  }

  /**
   * Returns the end of a query that its client has cancelled.
   *
   * @param where what it was doing
   */
  public static QueryException cancelled(String where) {
    return new QueryException(ErrorCode.CANCELLED, "query was canceled in " + where);
  }

  /** Returns the end of a query in which two series would have the same labels at one time. */
  public static QueryException sameLabelset() {
    return execution("vector cannot contain metrics with the same labelset");
  }

  /** Returns the end of a query that needs what there is not yet. */
  public static QueryException unsupported(String what) {
    return new QueryException(ErrorCode.UNSUPPORTED, what + " is not supported yet");
  }
}

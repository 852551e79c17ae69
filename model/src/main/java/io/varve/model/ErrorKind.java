package io.varve.model;

import java.lang.System.Logger.Level;
import java.util.Locale;

/**
 * What sort of failure an {@link ErrorCode} is. This table is the only place that decides how a
 * failure looks from outside: HTTP status, the {@code errorType} of Prometheus's JSON, the label of
 * the error metric, and the level at which it is logged.
 *
 * <p>Faults of the caller are logged at DEBUG, because a busy sender must not be able to fill the
 * log; faults that an operator should act on at WARNING or ERROR.
 */
public enum ErrorKind {
  /** The request can never succeed as it is. */
  BAD_REQUEST(400, "bad_data", Level.DEBUG),
  /** What was asked for does not exist. */
  NOT_FOUND(404, "not_found", Level.DEBUG),
  /** The client asked for a form of answer that there is not. */
  NOT_ACCEPTABLE(406, "not_acceptable", Level.DEBUG),
  /** The request contradicts what is already stored. */
  CONFLICT(409, "bad_data", Level.INFO),
  /** The body exceeds the bound in bytes. */
  TOO_LARGE(413, "bad_data", Level.DEBUG),
  /** The body's type or encoding is not one that is read here. */
  UNSUPPORTED_MEDIA(415, "bad_data", Level.DEBUG),
  /** A valid query that cannot be evaluated, or that exceeds its own limits. */
  UNPROCESSABLE(422, "execution", Level.DEBUG),
  /** A tenant's own rate limit. */
  TOO_MANY(429, "too_many_requests", Level.DEBUG),
  /** The client went away; nobody reads the answer. */
  CANCELLED(499, "canceled", Level.DEBUG),
  /** A failure of this program or its host. */
  INTERNAL(500, "internal", Level.ERROR),
  /** Stored bytes are not what was written, or not of a version read here. */
  CORRUPT(500, "internal", Level.ERROR),
  /** A transient fault: the same request may succeed later. */
  UNAVAILABLE(503, "unavailable", Level.WARNING),
  /** Not done within the time given. */
  TIMEOUT(503, "timeout", Level.INFO);

  private final int httpStatus;
  private final String errorType;
  private final Level logLevel;

  ErrorKind(int httpStatus, String errorType, Level logLevel) {
    this.httpStatus = httpStatus;
    this.errorType = errorType;
    this.logLevel = logLevel;
  }

  /** Returns the status of the HTTP response. */
  public int httpStatus() {
    return httpStatus;
  }

  /** Returns the {@code errorType} of the JSON response, Prometheus's own where it has one. */
  public String errorType() {
    return errorType;
  }

  /** Returns the level at which failures of this kind are logged. */
  public Level logLevel() {
    return logLevel;
  }

  /** Returns the value of the label {@code kind} of the error metric. */
  public String metricLabel() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether the same request may succeed when it is sent again later. */
  public boolean isTransient() {
    return this == UNAVAILABLE || this == TIMEOUT || this == TOO_MANY;
  }
}

package io.varve.persistence.pekko;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;

/** The log could not store an event, and it is known that it did not; it may be tried again. */
public final class LogRefusedException extends VarveException {
  private static final long serialVersionUID = 1L;

  LogRefusedException(String reason) {
    super(ErrorCode.STORE_UNAVAILABLE, reason);
  }
}

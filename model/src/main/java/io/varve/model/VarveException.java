package io.varve.model;

/**
 * A failure that Varve tells apart by its {@link ErrorCode}. The message is for people: whole, and
 * without the code.
 *
 * <p>Outcomes that are expected are values, not exceptions; this is for corruption, I/O, bugs, and
 * for ending a request from deep inside it.
 */
public class VarveException extends RuntimeException {
  private final ErrorCode code;

  /** Makes an exception without a cause. */
  public VarveException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** Makes an exception with a cause. */
  public VarveException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Returns what failed. */
  public final ErrorCode code() {
    return code;
  }

  /** Returns the kind of failure, which decides how it is answered. */
  public final ErrorKind kind() {
    return code.kind();
  }

  /** Returns the message; every constructor takes one. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code.name() : message;
  }
}

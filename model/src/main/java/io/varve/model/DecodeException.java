package io.varve.model;

/**
 * Bytes that are not what the reader of a format expects, where the reader knows no file. Taken for
 * a request's fault ({@link ErrorCode#MALFORMED_INPUT}); readers of stored data turn it into a
 * {@link CorruptionException} that names the file.
 */
public class DecodeException extends VarveException {
  private final String problem;
  private final int position;

  /**
   * Makes an exception.
   *
   * @param problem what is wrong, without the position
   * @param position the index in the buffer where it was found
   */
  public DecodeException(String problem, int position) {
    super(ErrorCode.MALFORMED_INPUT, problem + " at position " + position);
    this.problem = problem;
    this.position = position;
  }

  /** Returns what is wrong, without the position. */
  public String problem() {
    return problem;
  }

  /** Returns the index in the buffer where it was found. */
  public int position() {
    return position;
  }
}

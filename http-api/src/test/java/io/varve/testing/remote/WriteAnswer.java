package io.varve.testing.remote;

/**
 * What the server said to a write.
 *
 * @param status of the response
 * @param text body of the response
 * @param samplesWritten what the header says; -1 without one
 * @param retryAfterSeconds what the header says; -1 without one
 */
public record WriteAnswer(int status, String text, long samplesWritten, int retryAfterSeconds) {
  /** Returns whether everything was stored. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** Returns whether sending the same again may succeed. */
  public boolean isTransient() {
    return status / 100 == 5 || status == 429;
  }
}

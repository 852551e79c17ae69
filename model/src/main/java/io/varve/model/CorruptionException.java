package io.varve.model;

/**
 * Stored bytes are not what was written: a checksum, a magic number or a structure does not hold. A
 * file that is whole but of another version is a {@link FormatVersionException} instead.
 */
public class CorruptionException extends VarveException {
  private final String file;
  private final long offset;
  private final String expected;
  private final String found;

  /**
   * Makes an exception.
   *
   * @param file path or object name
   * @param offset in bytes from the file's beginning
   * @param expected what should be there, in words or digits
   * @param found what is there
   */
  public CorruptionException(String file, long offset, String expected, String found) {
    super(ErrorCode.CORRUPT_DATA, message(file, offset, expected, found));
    this.file = file;
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }

  /** Makes an exception with a cause. */
  public CorruptionException(
      String file, long offset, String expected, String found, Throwable cause) {
    super(ErrorCode.CORRUPT_DATA, message(file, offset, expected, found), cause);
    this.file = file;
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }

  /**
   * Returns the exception for a failed decoding.
   *
   * @param file path or object name
   * @param bufferOffset where in the file the buffer that was decoded begins, in bytes
   * @param expected what should have been decoded
   * @param e says what was found, and where in the buffer
   */
  public static CorruptionException decoding(
      String file, long bufferOffset, String expected, DecodeException e) {
    return new CorruptionException(file, bufferOffset + e.position(), expected, e.problem(), e);
  }

  private static String message(String file, long offset, String expected, String found) {
    return "%s is corrupt at offset %d: expected %s, found %s"
        .formatted(file, offset, expected, found);
  }

  /** Returns the path or object name. */
  public String file() {
    return file;
  }

  /** Returns the offset in bytes from the file's beginning. */
  public long offset() {
    return offset;
  }

  /** Returns what should be there. */
  public String expected() {
    return expected;
  }

  /** Returns what is there. */
  public String found() {
    return found;
  }
}

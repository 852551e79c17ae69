package io.varve.model;

/**
 * A file that is whole, but of a version that this program does not read: too old or too new, which
 * ask for different remedies, and neither is corruption.
 */
public class FormatVersionException extends VarveException {
  private final String file;
  private final int version;
  private final int oldest;
  private final int newest;

  /**
   * Makes an exception.
   *
   * @param file path or object name
   * @param version the version found, outside the range of those that are read
   * @param oldest the oldest version that is read
   * @param newest the newest version that is read
   */
  public FormatVersionException(String file, int version, int oldest, int newest) {
    super(
        version < oldest ? ErrorCode.FORMAT_TOO_OLD : ErrorCode.FORMAT_TOO_NEW,
        "%s has format version %d, which is too %s: this program reads versions %d to %d"
            .formatted(file, version, version < oldest ? "old" : "new", oldest, newest));
    if (version >= oldest && version <= newest) {
      throw new IllegalArgumentException("version " + version + " is one that is read");
    }
    this.file = file;
    this.version = version;
    this.oldest = oldest;
    this.newest = newest;
  }

  /** Returns whether only an older program reads the file; otherwise only a newer one does. */
  public boolean isTooOld() {
    return code() == ErrorCode.FORMAT_TOO_OLD;
  }

  /** Returns the path or object name. */
  public String file() {
    return file;
  }

  /** Returns the version found. */
  public int version() {
    return version;
  }

  /** Returns the oldest version that is read. */
  public int oldest() {
    return oldest;
  }

  /** Returns the newest version that is read. */
  public int newest() {
    return newest;
  }
}

package io.varve.persistence.fs;

import java.nio.file.Path;

/** Decides which calls of a {@link CrashDisk} fail, and how. */
@FunctionalInterface
public interface DiskFaults {
  /** No call fails. */
  DiskFaults NONE = (_, _, _) -> Fault.NONE;

  /**
   * @param number of the call, from 1, among those that change the disk
   */
  Fault at(DiskCall call, long number, Path path);

  /** What happens to a call. */
  enum Fault {
    /** It works. */
    NONE,
    /** "No space left on device"; of an append, any prefix is written. */
    NO_SPACE,
    /**
     * "Input/output error". Any part of the effect may have been had. After a failed force the
     * kernel takes the bytes for clean: a later force succeeds and does not store them.
     */
    IO_ERROR
  }
}

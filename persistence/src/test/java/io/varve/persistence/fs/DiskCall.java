package io.varve.persistence.fs;

/** The calls of a {@link CrashDisk} that change it; they are counted and may fail. */
public enum DiskCall {
  CREATE,
  APPEND,
  TRUNCATE,
  FORCE,
  RENAME,
  LINK,
  DELETE,
  CREATE_DIRECTORIES,
  FORCE_DIRECTORY
}

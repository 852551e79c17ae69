package io.varve.persistence.objectstore;

/** What a {@link FaultyObjectStore} does to a call. */
public enum StoreFault {
  NONE,
  /** Nothing is done; the caller gets an IOException. */
  ERROR_BEFORE,
  /** It is done; the caller gets an IOException. */
  REPLY_LOST,
  /** The caller gets an IOException; it is done when the {@link LateCalls} are delivered. */
  LATE,
  /** It is done, and the caller gets the outcome; it is done again with the late calls. */
  REPEATED_LATE,
  /** It is done twice at once, as by a client that retries; the caller gets the second outcome. */
  REPEATED
}

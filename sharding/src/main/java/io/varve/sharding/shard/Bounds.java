package io.varve.sharding.shard;

/** Bounds of sample time that hold whatever the settings say. */
final class Bounds {
  /**
   * Nothing before the Unix epoch is taken: such a time is a sender's mistake, and would open a
   * window that no query ever looks at.
   */
  static final long EARLIEST = 0;

  private Bounds() {}
}

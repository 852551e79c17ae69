package io.varve.persistence.log.wal;

/** What a {@link WalDriver} does again and again, on one thread. */
interface WalWork {
  /**
   * Does the next piece of work.
   *
   * @return after how many nanoseconds there may be more; 0 for at once, {@link Long#MAX_VALUE} for
   *     never without a wake-up
   */
  long step();

  /** Whether no step is left. */
  boolean hasEnded();

  /** After a bug in a step: there will be no other one. */
  void giveUp(Throwable bug);
}

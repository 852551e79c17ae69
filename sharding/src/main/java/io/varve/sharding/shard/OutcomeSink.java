package io.varve.sharding.shard;

/** Hears of samples that were admitted and turned out not to be new. */
interface OutcomeSink {
  /** At replay nobody waits for an answer. */
  OutcomeSink IGNORE =
      new OutcomeSink() {
        @Override
        public void duplicate(int i) {}

        @Override
        public void conflict(int i, int ref, long t) {}
      };

  /** The i-th series of the event holds this very sample. */
  void duplicate(int i);

  /**
   * The i-th series of the event holds another value at that time.
   *
   * @param ref the series
   * @param t ms since the Unix epoch
   */
  void conflict(int i, int ref, long t);
}

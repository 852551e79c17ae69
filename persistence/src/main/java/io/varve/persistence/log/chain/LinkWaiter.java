package io.varve.persistence.log.chain;

/** Who is told what became of a link. */
interface LinkWaiter {
  void won(long number);

  void fenced(long byEpoch);
}

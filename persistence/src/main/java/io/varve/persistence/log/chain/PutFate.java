package io.varve.persistence.log.chain;

import java.io.IOException;

/** What is known about a link after an attempt to put it. */
sealed interface PutFate {
  /**
   * It is in the chain, as every later owner will read it.
   *
   * @param endSeenAt a moment before which nothing stood behind it
   */
  record Won(Clocks.Moment endSeenAt) implements PutFate {}

  /** Another owner has gone on with the chain. */
  record Fenced(long byEpoch) implements PutFate {}

  /** It may be in the chain, or come into it later: the same link is to be tried again. */
  record Unknown(Exception cause) implements PutFate {
    IOException asIoException() {
      return new IOException("outcome unknown: " + cause.getMessage(), cause);
    }
  }
}

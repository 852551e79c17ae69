package io.varve.persistence.log.chain;

import java.time.Duration;

/**
 * What keeps a deleted number from being used again: a link is deleted a good while after it was
 * superseded, and who was away for a part of that while looks at the chain's end.
 *
 * @param quiet a writer whose last link is older looks for the chain's end before it puts
 * @param doubt a put that took longer counts as fenced until the chain's end shows otherwise
 * @param deleteDelay from a commit to the deletion of the links that it made superfluous
 */
record ChainRules(Duration quiet, Duration doubt, Duration deleteDelay) {
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final Duration DOUBT = Duration.ofMinutes(10);

  /** Doubt and quiet together leave 19 minutes of this for what the clocks do not show. */
  static final Duration MIN_DELETE_DELAY = Duration.ofMinutes(30);

  static ChainRules standard(Duration deleteDelay) {
    return new ChainRules(QUIET, DOUBT, deleteDelay);
  }
}

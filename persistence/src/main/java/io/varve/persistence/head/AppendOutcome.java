package io.varve.persistence.head;

/** What became of a sample; all three are expected, and none of them leaves the series damaged. */
public enum AppendOutcome {
  /** The sample is new and was taken. */
  ACCEPTED,
  /** A sample of the same time and the same value bits is there already. */
  DUPLICATE,
  /** A sample of the same time with other value bits is there already, and stays. */
  CONFLICT
}

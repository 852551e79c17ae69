package io.varve.persistence.log;

/** What became of a commit. */
public sealed interface CommitResult {
  /** The manifest is durable and the newest. */
  record Committed(long ordinal) implements CommitResult {}

  /** It is not stored and never will be; the one before is still the newest. */
  record Refused(String reason) implements CommitResult {}

  /**
   * This owner's time is over. Whether the manifest is stored is for the next owner to see.
   *
   * @param byEpoch of the owner that came after; its own epoch when it has released the shard
   */
  record Fenced(long byEpoch) implements CommitResult {}
}

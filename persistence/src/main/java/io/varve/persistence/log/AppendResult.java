package io.varve.persistence.log;

/** What became of an append. */
public sealed interface AppendResult {
  /** All its records are stored and outlive any crash. */
  record Durable() implements AppendResult {}

  /**
   * Nothing of it, nor of anything appended behind it before this was known, is stored or ever will
   * be: the sequence numbers are free again and it may be tried anew.
   */
  record Refused(String reason) implements AppendResult {}

  /**
   * This owner's time is over. Whether any of it is stored is for the next owner to see.
   *
   * @param byEpoch of the owner that came after; its own epoch when it has released the shard
   */
  record Fenced(long byEpoch) implements AppendResult {}
}

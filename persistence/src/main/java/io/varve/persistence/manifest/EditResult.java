package io.varve.persistence.manifest;

/** What became of an edit. */
public sealed interface EditResult {
  /** It is in this version, which is durable. */
  record Committed(ManifestVersion version) implements EditResult {}

  /** The newest manifest is not one that it applies to. */
  record NotApplicable(ManifestVersion newest) implements EditResult {}

  /** It is not committed and never will be. */
  record Refused(String reason) implements EditResult {}

  /** This owner's time is over; whether the edit is committed is for the next owner to see. */
  record Fenced(long byEpoch) implements EditResult {}
}

package io.varve.sharding.shard;

/** Makes answers as a shard does, for stand-ins of shards. */
public final class PartResults {
  private PartResults() {}

  /**
   * Makes what a shard says of a part.
   *
   * @param judged samples that were let through
   * @param conflicts how many of them contradicted what was stored
   */
  public static PartResult of(int judged, int duplicates, int conflicts) {
    PartResult result = new PartResult();
    result.accept(judged);
    for (int i = 0; i < duplicates; i++) {
      result.duplicate();
    }
    for (int i = 0; i < conflicts; i++) {
      result.conflict(() -> "a conflict");
    }
    return result;
  }
}

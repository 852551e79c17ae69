package io.varve.persistence.log;

import java.io.IOException;

/** The logs of all shards that this node may own. Thread-safe. */
public interface ShardLogs extends AutoCloseable {
  /**
   * Takes a shard over: begins an epoch above all earlier ones, durable before this returns, and
   * finds the newest manifest and the end of the log. From then on every earlier owner is fenced.
   * Blocks.
   *
   * @throws IOException when the claim was not made, or may have been: claim again
   * @throws io.varve.model.CorruptionException when what was found of this shard cannot be trusted
   */
  ShardLog claim(int shard, Claimant claimant) throws IOException;

  /** Ends all logs: what was appended before is answered if the medium lets it; no later call. */
  @Override
  void close() throws IOException;
}

package io.varve.sharding.shard;

import io.varve.model.TenantId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a shard can be asked for. */
public sealed interface ShardCommand extends ShardGuardian.Message
    permits WriteBatch, ShardCommand.Local {
  /** Only between actors of one process: these carry futures and live state. */
  sealed interface Local extends ShardCommand {}

  /** Wakes a shard; nothing else makes its actor start. */
  record Ping() implements Local {}

  /** Pekko's word before the shard moves away or the node stops. */
  record HandOff() implements Local {}

  /**
   * Shows what series hold in the head, together with the manifest whose blocks hold the rest.
   *
   * @param minTime ms, inclusive
   * @param maxTime ms, inclusive
   */
  record ReadHead(int[] refs, long minTime, long maxTime, CompletableFuture<HeadRead> reply)
      implements Local {}

  /**
   * Cuts every open window now.
   *
   * @param tenant whose; all tenants' when absent
   * @param reply completes when all of it is in committed blocks
   */
  record Flush(Optional<TenantId> tenant, CompletableFuture<Void> reply) implements Local {
    boolean concerns(TenantId id) {
      return tenant.isEmpty() || tenant.get().equals(id);
    }
  }

  /** Checkpoints now, so that a restart has nothing to replay. */
  record Checkpoint(CompletableFuture<Void> reply) implements Local {}
}

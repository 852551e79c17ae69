package io.varve.sharding.routing;

import io.varve.model.ShardPlacement;
import io.varve.model.TenantId;
import java.util.concurrent.CompletionStage;

/** Over how many shards a tenant is spread; fixed at its first write. Thread-safe. */
public interface TenantPlacements {
  /** Returns the placement, at once when it is known here, else once the store has been asked. */
  CompletionStage<ShardPlacement> of(TenantId tenant);
}

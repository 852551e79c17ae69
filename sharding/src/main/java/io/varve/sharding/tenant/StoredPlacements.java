package io.varve.sharding.tenant;

import io.varve.model.ErrorCode;
import io.varve.model.ShardPlacement;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.persistence.objectstore.NoSuchObjectException;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.sharding.routing.TenantPlacements;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Over how many shards each tenant is spread, from {@code varve/tenants/<id>.json}, which the
 * tenant's first write puts. Thread-safe.
 */
public final class StoredPlacements implements TenantPlacements {
  private static final int VERSION = 1;

  private final ObjectStore store;
  private final Executor blockingIo;
  private final int shards;
  private final int spreadOfNew;
  private final int maxTenants;
  private final Map<TenantId, CompletableFuture<ShardPlacement>> known = new ConcurrentHashMap<>();

  /**
   * Creates it.
   *
   * @param shards N
   * @param spreadOfNew S of a tenant that is new
   * @param maxTenants how many tenants this node serves; one more is refused
   */
  public StoredPlacements(
      ObjectStore store, Executor blockingIo, int shards, int spreadOfNew, int maxTenants) {
    this.store = store;
    this.blockingIo = blockingIo;
    this.shards = shards;
    this.spreadOfNew = spreadOfNew;
    this.maxTenants = maxTenants;
  }

  @Override
  public CompletionStage<ShardPlacement> of(TenantId tenant) {
    CompletableFuture<ShardPlacement> placement = known.get(tenant);
    if (placement != null) {
      return placement;
    }
    if (known.size() >= maxTenants) {
      return CompletableFuture.failedStage(
          new VarveException(
              ErrorCode.RATE_LIMITED,
              "tenant %s would be one more than the %d that limits.max-tenants allows"
                  .formatted(tenant.value(), maxTenants)));
    }
    return known.computeIfAbsent(tenant, this::load);
  }

  private CompletableFuture<ShardPlacement> load(TenantId tenant) {
    CompletableFuture<ShardPlacement> loading =
        CompletableFuture.supplyAsync(() -> readOrFix(tenant), blockingIo);
    CompletableFuture<?> _ = loading.exceptionally(_ -> forget(tenant));
    return loading;
  }

  /** The next write asks the store again. */
  private @Nullable ShardPlacement forget(TenantId tenant) {
    known.remove(tenant);
    return null;
  }

  private ShardPlacement readOrFix(TenantId tenant) {
    String key = "varve/tenants/" + tenant.value() + ".json";
    try {
      try {
        return read(key);
      } catch (NoSuchObjectException _) {
        byte[] json = JsonFacts.write(Map.of("version", VERSION, "spread", spreadOfNew));
        store.putIfAbsent(key, json);
        return read(key);
      }
    } catch (IOException e) {
      throw new VarveException(
          ErrorCode.STORE_UNAVAILABLE, "tenant " + tenant.value() + " cannot be looked up", e);
    }
  }

  private ShardPlacement read(String key) throws IOException {
    JsonFacts facts = JsonFacts.read(key, store.get(key));
    facts.checkVersion(VERSION);
    return new ShardPlacement(shards, facts.number("spread"));
  }
}

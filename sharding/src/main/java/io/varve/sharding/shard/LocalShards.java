package io.varve.sharding.shard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The shards that live on this node and have recovered. Thread-safe. */
public final class LocalShards {
  private final Map<Integer, ShardHandle> shards = new ConcurrentHashMap<>();
  private final Map<Integer, String> failures = new ConcurrentHashMap<>();

  void ready(ShardHandle handle) {
    failures.remove(handle.shard());
    shards.put(handle.shard(), handle);
  }

  /** Takes a shard out, unless a later epoch's is there by now. */
  void stopped(int shard, long epoch) {
    shards.computeIfPresent(shard, (_, h) -> h.epoch() == epoch ? null : h);
  }

  void failed(int shard, String why) {
    failures.put(shard, why);
  }

  /** The shard, if it is here. */
  public Optional<ShardHandle> get(int shard) {
    return Optional.ofNullable(shards.get(shard));
  }

  /** All that are here, in no particular order. */
  public List<ShardHandle> all() {
    return List.copyOf(shards.values());
  }

  /** Why shards could not be started, by shard; the newest failure of each that is not here. */
  public Map<Integer, String> failures() {
    return Map.copyOf(failures);
  }
}

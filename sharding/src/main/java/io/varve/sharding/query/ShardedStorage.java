package io.varve.sharding.query;

import io.varve.model.LabelMatcher;
import io.varve.model.TenantId;
import io.varve.promql.storage.QueryStorage;
import io.varve.promql.storage.ShardSeries;
import java.util.List;

/** One tenant's series in the shards of this node. Thread-safe. */
final class ShardedStorage implements QueryStorage {
  private final int shards;
  private final ShardViews views;
  private final TenantId tenant;

  ShardedStorage(int shards, ShardViews views, TenantId tenant) {
    this.shards = shards;
    this.views = views;
    this.tenant = tenant;
  }

  @Override
  public int shards() {
    return shards;
  }

  @Override
  public ShardSeries select(int shard, List<LabelMatcher> matchers, long minT, long maxT) {
    Selector selector = Selector.of(tenant, matchers, minT, maxT);
    ShardView view = Answers.await(shard, views.ask(shard, selector));
    return SelectedSeries.of(views.open(view));
  }
}

package io.varve.sharding.query;

import io.varve.model.LabelMatcher;
import io.varve.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Reads raw samples from all shards. Thread-safe. */
final class ShardedSamples implements SampleSource {
  private final int shards;
  private final ShardViews views;
  private final Executor query;

  /**
   * Creates it.
   *
   * @param shards N; each must answer
   * @param query runs matching and reading
   */
  ShardedSamples(int shards, ShardViews views, Executor query) {
    this.shards = shards;
    this.views = views;
    this.query = query;
  }

  @Override
  public CompletionStage<SeriesSet> select(
      TenantId tenant, List<LabelMatcher> matchers, long minT, long maxT) {
    return CompletableFuture.supplyAsync(() -> Selector.of(tenant, matchers, minT, maxT), query)
        .thenCompose(this::select);
  }

  private CompletionStage<SeriesSet> select(Selector selector) {
    List<CompletableFuture<ShardSelection>> parts = new ArrayList<>(shards);
    for (int shard = 0; shard < shards; shard++) {
      parts.add(views.ask(shard, selector).thenApplyAsync(views::open, query));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .handle(
            (_, error) -> {
              if (error != null) {
                for (CompletableFuture<ShardSelection> part : parts) {
                  CompletableFuture<?> _ = part.thenAccept(ShardSelection::close);
                }
                throw error instanceof CompletionException c ? c : new CompletionException(error);
              }
              return new MergedSelections(parts.stream().map(CompletableFuture::join).toList());
            });
  }
}

package io.varve.sharding.query;

import io.varve.model.ErrorCode;
import io.varve.model.LabelMatcher;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.persistence.head.SeriesSnapshot;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.persistence.match.CompiledMatcher;
import io.varve.sharding.shard.HeadRead;
import io.varve.sharding.shard.LocalShards;
import io.varve.sharding.shard.ShardCommand;
import io.varve.sharding.shard.ShardHandle;
import io.varve.sharding.shard.SnapshotParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Reads raw samples from all shards. Matchers run on a view of the shard's index; then one turn of
 * the shard's actor fixes what its series hold and which manifest goes with it, so that a sample is
 * seen in the head or in a block, and never in neither. Thread-safe.
 */
public final class ShardedSamples implements SampleSource {
  private final int shards;
  private final LocalShards localShards;
  private final OpenBlocks blocks;
  private final Executor query;

  /**
   * Creates it.
   *
   * @param shards N; each must answer
   * @param query runs matching and reading
   */
  public ShardedSamples(int shards, LocalShards localShards, OpenBlocks blocks, Executor query) {
    this.shards = shards;
    this.localShards = localShards;
    this.blocks = blocks;
    this.query = query;
  }

  @Override
  public CompletionStage<SeriesSet> select(
      TenantId tenant, List<LabelMatcher> matchers, long minT, long maxT) {
    return CompletableFuture.supplyAsync(() -> CompiledMatcher.compileAll(matchers), query)
        .thenCompose(compiled -> select(new Selector(tenant, compiled, minT, maxT)));
  }

  private record Selector(TenantId tenant, List<CompiledMatcher> matchers, long minT, long maxT) {}

  private CompletionStage<SeriesSet> select(Selector selector) {
    List<CompletableFuture<ShardSelection>> parts = new ArrayList<>(shards);
    for (int shard = 0; shard < shards; shard++) {
      parts.add(select(shard, selector));
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

  private CompletableFuture<ShardSelection> select(int shard, Selector selector) {
    ShardHandle handle = localShards.get(shard).orElse(null);
    if (handle == null) {
      String why = localShards.failures().getOrDefault(shard, "it is starting");
      return CompletableFuture.failedFuture(
          new VarveException(
              ErrorCode.SHARD_UNAVAILABLE, "shard %d is not available: %s".formatted(shard, why)));
    }
    HeadView view = handle.index().view();
    int[] refs = view.select(selector.tenant(), selector.matchers());
    CompletableFuture<HeadRead> read =
        handle.ask(
            reply -> new ShardCommand.ReadHead(refs, selector.minT(), selector.maxT(), reply));
    return read.thenCompose(
        head ->
            head.head()
                .done()
                .whenComplete((_, error) -> closeIf(error != null, head))
                .thenApplyAsync(parts -> open(handle, selector, view, refs, parts, head), query));
  }

  private static void closeIf(boolean failed, HeadRead head) {
    if (failed) {
      head.close();
    }
  }

  private ShardSelection open(
      ShardHandle handle,
      Selector selector,
      HeadView view,
      int[] refs,
      SnapshotParts parts,
      HeadRead read) {
    List<ShardSelection.OpenBlock> opened = new ArrayList<>();
    try {
      List<ShardSelection.HeadSeries> head = new ArrayList<>(refs.length);
      for (int i = 0; i < refs.length; i++) {
        SeriesSnapshot snapshot = parts.get(i);
        if (snapshot != null && !snapshot.isEmpty()) {
          head.add(new ShardSelection.HeadSeries(view.labels(refs[i]), snapshot));
        }
      }
      for (BlockEntry b : read.manifest().version().manifest().blocks().values()) {
        if (concerns(b, selector)) {
          opened.add(new ShardSelection.OpenBlock(blocks.open(b.tenant(), b.ulid()), b.ordinal()));
        }
      }
      return new ShardSelection(
          head,
          handle.segments(),
          opened,
          selector.matchers(),
          selector.minT(),
          selector.maxT(),
          read::close);
    } catch (IOException | RuntimeException e) {
      opened.forEach(b -> b.reader().close());
      read.close();
      throw e instanceof VarveException v
          ? v
          : new VarveException(
              ErrorCode.IO, "shard %d cannot be read".formatted(handle.shard()), e);
    }
  }

  private static boolean concerns(BlockEntry block, Selector selector) {
    return block.tenant().equals(selector.tenant())
        && block.resolution() == 0
        && block.minTime() <= selector.maxT()
        && block.maxTime() > selector.minT();
  }
}

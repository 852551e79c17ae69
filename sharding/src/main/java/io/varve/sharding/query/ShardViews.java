package io.varve.sharding.query;

import io.varve.model.ErrorCode;
import io.varve.model.LabelMatcher;
import io.varve.model.MatchType;
import io.varve.model.VarveException;
import io.varve.persistence.block.BlockReader;
import io.varve.persistence.head.SeriesSnapshot;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.persistence.match.CompiledMatcher;
import io.varve.sharding.shard.HeadRead;
import io.varve.sharding.shard.LocalShards;
import io.varve.sharding.shard.ShardCommand;
import io.varve.sharding.shard.ShardHandle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks shards what they hold. Matchers run on a view of the shard's index; then one turn of the
 * shard's actor fixes what its series hold and which manifest goes with it, so that a sample is
 * seen in the head or in a block, and never in neither. Thread-safe.
 */
final class ShardViews {
  private static final int[] NO_SERIES = new int[0];

  private final LocalShards localShards;
  private final OpenBlocks blocks;

  ShardViews(LocalShards localShards, OpenBlocks blocks) {
    this.localShards = localShards;
    this.blocks = blocks;
  }

  /**
   * Asks a shard for its part of a selection.
   *
   * @return fails with {@link ErrorCode#SHARD_UNAVAILABLE} if the shard is not here
   */
  CompletableFuture<ShardView> ask(int shard, Selector selector) {
    return ask(shard, selector, selector.matchers());
  }

  /** Asks a shard for its part of a selection; of the head's series, for those with a label. */
  CompletableFuture<ShardView> askHaving(String label, int shard, Selector selector) {
    List<CompiledMatcher> matchers = new ArrayList<>(selector.matchers());
    matchers.add(CompiledMatcher.compile(new LabelMatcher(MatchType.NEQ, label, "")));
    return ask(shard, selector, matchers);
  }

  private CompletableFuture<ShardView> ask(
      int shard, Selector selector, List<CompiledMatcher> ofHead) {
    ShardHandle handle = localShards.get(shard).orElse(null);
    if (handle == null) {
      return unavailable(shard);
    }
    HeadView index = handle.index().view();
    return ask(handle, selector, index, index.select(selector.tenant(), ofHead));
  }

  /** Asks a shard for its blocks, and for its index instead of what its series hold. */
  CompletableFuture<ShardView> askForIndex(int shard, Selector selector) {
    ShardHandle handle = localShards.get(shard).orElse(null);
    return handle == null
        ? unavailable(shard)
        : ask(handle, selector, handle.index().view(), NO_SERIES);
  }

  private CompletableFuture<ShardView> unavailable(int shard) {
    String why = localShards.failures().getOrDefault(shard, "it is starting");
    return CompletableFuture.failedFuture(
        new VarveException(
            ErrorCode.SHARD_UNAVAILABLE, "shard %d is not available: %s".formatted(shard, why)));
  }

  private static CompletableFuture<ShardView> ask(
      ShardHandle handle, Selector selector, HeadView index, int[] refs) {
    CompletableFuture<HeadRead> read =
        handle.ask(
            reply -> new ShardCommand.ReadHead(refs, selector.minT(), selector.maxT(), reply));
    return read.thenCompose(
        pins ->
            pins.head()
                .done()
                .whenComplete((_, error) -> closeIf(error != null, pins))
                .thenApply(head -> new ShardView(handle, selector, index, refs, head, pins)));
  }

  private static void closeIf(boolean failed, HeadRead pins) {
    if (failed) {
      pins.close();
    }
  }

  /** Begins to read a selection, which takes the view over. Blocks. */
  ShardSelection open(ShardView view) {
    try {
      List<ShardSelection.HeadSeries> head = new ArrayList<>(view.refs().length);
      for (int i = 0; i < view.refs().length; i++) {
        SeriesSnapshot snapshot = view.head().get(i);
        if (snapshot != null && !snapshot.isEmpty()) {
          head.add(new ShardSelection.HeadSeries(view.index().labels(view.refs()[i]), snapshot));
        }
      }
      return new ShardSelection(
          head,
          view.shard().segments(),
          openBlocks(view),
          view.selector().matchers(),
          view.selector().minT(),
          view.selector().maxT(),
          view::close);
    } catch (IOException | RuntimeException e) {
      view.close();
      throw e instanceof VarveException v
          ? v
          : new VarveException(
              ErrorCode.IO, "shard %d cannot be read".formatted(view.shard().shard()), e);
    }
  }

  /** Opens the blocks that may hold what is wanted, for the caller to close. Blocks. */
  List<ShardSelection.OpenBlock> openBlocks(ShardView view) throws IOException {
    List<ShardSelection.OpenBlock> opened = new ArrayList<>();
    try {
      for (BlockEntry b : view.pins().manifest().version().manifest().blocks().values()) {
        if (view.selector().concerns(b)) {
          BlockReader reader = blocks.open(b.tenant(), b.ulid());
          opened.add(new ShardSelection.OpenBlock(reader, b.ordinal()));
        }
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.forEach(b -> b.reader().close());
      throw e;
    }
  }
}

package io.varve.sharding.query;

import io.varve.model.ErrorCode;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.Utf8;
import io.varve.model.VarveException;
import io.varve.promql.storage.QueryStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Answers from the shards of this node. Thread-safe. */
final class ShardedQueries implements QuerySource {
  private static final Comparator<String> BYTE_ORDER = Utf8::compare;

  private final int shards;
  private final ShardViews views;

  /**
   * Creates it.
   *
   * @param shards N; each must answer
   */
  ShardedQueries(int shards, ShardViews views) {
    this.shards = shards;
    this.views = views;
  }

  @Override
  public QueryStorage storage(TenantId tenant) {
    return new ShardedStorage(shards, views, tenant);
  }

  @Override
  public List<Labels> series(Lookup lookup) {
    return collect(
        lookup, Comparator.<Labels>naturalOrder(), views::ask, view -> series(view, lookup));
  }

  private List<Labels> series(ShardView view, Lookup lookup) {
    List<Labels> found = new ArrayList<>();
    try (ShardSelection selection = views.open(view)) {
      while ((lookup.limit() == 0 || found.size() < lookup.limit()) && selection.next()) {
        found.add(selection.labels());
      }
    }
    return found;
  }

  @Override
  public List<String> labelNames(Lookup lookup) {
    return collect(
        lookup,
        BYTE_ORDER,
        asking(lookup),
        view ->
            labels(
                view,
                isOfAllTimes(lookup)
                    ? view.index().labelNames(view.selector().tenant(), view.selector().matchers())
                    : view.index().labelNames(view.selector().tenant(), view.present()),
                block -> BlockLabels.names(block.reader(), view.selector())));
  }

  @Override
  public List<String> labelValues(String name, Lookup lookup) {
    return collect(
        lookup,
        BYTE_ORDER,
        asking(lookup),
        view ->
            labels(
                view,
                isOfAllTimes(lookup)
                    ? view.index()
                        .labelValues(view.selector().tenant(), name, view.selector().matchers())
                    : view.index().labelValues(view.selector().tenant(), name, view.present()),
                block -> BlockLabels.values(block.reader(), name, view.selector())));
  }

  @Override
  public HeadStatistics head(TenantId tenant, int limit) {
    Selector all = new Selector(tenant, List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
    HeadCount count = new HeadCount();
    for (int shard = 0; shard < shards; shard++) {
      try (ShardView view = Answers.await(shard, views.ask(shard, all))) {
        count.add(view);
      }
    }
    return count.result(limit);
  }

  /** Where all times count, the index knows enough, and no series need be asked for its own. */
  private BiFunction<Integer, Selector, CompletableFuture<ShardView>> asking(Lookup lookup) {
    return isOfAllTimes(lookup) ? views::askForIndex : views::ask;
  }

  private static boolean isOfAllTimes(Lookup lookup) {
    return lookup.minT() <= QuerySource.ALL_TIMES_FROM && lookup.maxT() >= QuerySource.ALL_TIMES_TO;
  }

  /** What the head and each block say, not yet in order. */
  private Collection<String> labels(
      ShardView view,
      List<String> ofHead,
      Function<ShardSelection.OpenBlock, Collection<String>> ofBlock) {
    List<String> found = new ArrayList<>(ofHead);
    List<ShardSelection.OpenBlock> blocks = List.of();
    try (view) {
      blocks = views.openBlocks(view);
      blocks.forEach(block -> found.addAll(ofBlock.apply(block)));
    } catch (IOException e) {
      throw new VarveException(
          ErrorCode.IO, "shard %d cannot be read".formatted(view.shard().shard()), e);
    } finally {
      blocks.forEach(block -> block.reader().close());
    }
    return found;
  }

  /** Asks all shards at once for each selector, and takes their answers one by one. */
  private <T> List<T> collect(
      Lookup lookup,
      Comparator<T> order,
      BiFunction<Integer, Selector, CompletableFuture<ShardView>> ask,
      Function<ShardView, Collection<T>> read) {
    NavigableSet<T> found = new TreeSet<>(order);
    for (Selector selector : selectors(lookup)) {
      List<CompletableFuture<ShardView>> asked = new ArrayList<>(shards);
      for (int shard = 0; shard < shards; shard++) {
        asked.add(ask.apply(shard, selector));
      }
      int taken = 0;
      try {
        while (taken < shards) {
          CompletableFuture<ShardView> answer = asked.get(taken);
          found.addAll(read.apply(Answers.await(taken++, answer)));
          cut(found, lookup.limit());
        }
      } finally {
        for (CompletableFuture<ShardView> unread : asked.subList(taken, shards)) {
          CompletableFuture<Void> _ = unread.thenAccept(ShardView::close);
        }
      }
    }
    return List.copyOf(found);
  }

  private static List<Selector> selectors(Lookup lookup) {
    List<Selector> selectors = new ArrayList<>();
    for (var matchers : lookup.selectors()) {
      selectors.add(Selector.of(lookup.tenant(), matchers, lookup.minT(), lookup.maxT()));
    }
    return selectors.isEmpty()
        ? List.of(new Selector(lookup.tenant(), List.of(), lookup.minT(), lookup.maxT()))
        : selectors;
  }

  private static <T> void cut(NavigableSet<T> found, int limit) {
    while (limit > 0 && found.size() > limit) {
      found.pollLast();
    }
  }
}

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Answers from the shards of this node. Thread-safe. */
final class ShardedQueries implements QuerySource {
  private static final Comparator<String> BYTE_ORDER = Utf8::compare;

  private final int shards;
  private final ShardViews views;
  private final Executor query;

  /**
   * Creates it.
   *
   * @param shards N; each must answer
   * @param query runs matching and reading; not a thread that waits here
   */
  ShardedQueries(int shards, ShardViews views, Executor query) {
    this.shards = shards;
    this.views = views;
    this.query = query;
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
        isOfAllTimes(lookup) ? views::askForIndex : views::ask,
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
        isOfAllTimes(lookup)
            ? views::askForIndex
            : (shard, selector) -> views.askHaving(name, shard, selector),
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

  /** Whether all times count: then the index knows enough, and no series need be asked. */
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

  /** Asks all shards at once for each selector, and reads their answers beside each other. */
  private <T> List<T> collect(
      Lookup lookup,
      Comparator<T> order,
      BiFunction<Integer, Selector, CompletableFuture<ShardView>> ask,
      Function<ShardView, Collection<T>> read) {
    List<T> found = List.of();
    for (Selector selector : selectors(lookup)) {
      List<CompletableFuture<List<T>>> parts = new ArrayList<>(shards);
      for (ShardView view : views(selector, ask)) {
        parts.add(
            CompletableFuture.supplyAsync(
                () -> sorted(read.apply(view), order, lookup.limit()), query));
      }
      List<T> all = new ArrayList<>(found);
      parts.forEach(part -> all.addAll(joined(part)));
      found = sorted(all, order, lookup.limit());
    }
    return found;
  }

  /** Waits for what all shards hold of a selection. */
  private List<ShardView> views(
      Selector selector, BiFunction<Integer, Selector, CompletableFuture<ShardView>> ask) {
    List<CompletableFuture<ShardView>> asked = new ArrayList<>(shards);
    for (int shard = 0; shard < shards; shard++) {
      asked.add(
          CompletableFuture.completedFuture(shard)
              .thenComposeAsync(number -> ask.apply(number, selector), query));
    }
    List<ShardView> taken = new ArrayList<>(shards);
    try {
      while (taken.size() < shards) {
        taken.add(Answers.await(taken.size(), asked.get(taken.size())));
      }
      return taken;
    } catch (RuntimeException e) {
      for (CompletableFuture<ShardView> unread : asked) {
        CompletableFuture<Void> _ = unread.thenAccept(ShardView::close);
      }
      throw e;
    }
  }

  private static <T> List<T> joined(CompletableFuture<List<T>> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof VarveException known ? known : e;
    }
  }

  /** Returns each once, in order, and no more than the limit. */
  private static <T> List<T> sorted(Collection<T> found, Comparator<T> order, int limit) {
    List<T> sorted = new ArrayList<>(found);
    sorted.sort(order);
    List<T> distinct = new ArrayList<>();
    for (T one : sorted) {
      if (limit > 0 && distinct.size() == limit) {
        break;
      }
      if (distinct.isEmpty() || !distinct.getLast().equals(one)) {
        distinct.add(one);
      }
    }
    return distinct;
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
}

package io.varve.promql.script;

import com.google.re2j.Pattern;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.Matcher;
import io.varve.model.Sample;
import io.varve.model.SeriesHash;
import io.varve.model.ShardPlacement;
import io.varve.model.TenantId;
import io.varve.promql.storage.QueryStorage;
import io.varve.promql.storage.ShardSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Series in memory, spread over shards as a node spreads those of the default tenant.
 *
 * <p>May be read by many threads as long as nothing is added.
 */
public final class MemoryStorage implements QueryStorage {
  private static final long TENANT_HASH = SeriesHash.ht(TenantId.DEFAULT);

  private final ShardPlacement placement;
  private final List<SortedMap<Labels, List<Sample>>> shards = new ArrayList<>();

  /**
   * Makes an empty storage.
   *
   * @param shards how many shards, a power of two
   */
  public MemoryStorage(int shards) {
    placement = new ShardPlacement(shards, shards);
    for (int i = 0; i < shards; i++) {
      this.shards.add(new TreeMap<>());
    }
  }

  /**
   * Adds a sample. One that is already there in all its bits is added in vain, as in Prometheus.
   *
   * @throws IllegalArgumentException if the series has a later sample, or another one at that time
   */
  public void add(Labels labels, Sample sample) {
    List<Sample> samples =
        shards.get(shardOf(labels)).computeIfAbsent(labels, _ -> new ArrayList<>());
    if (!samples.isEmpty()) {
      Sample last = samples.getLast();
      if (last.equals(ResetHints.apply(sample, samples))) {
        return;
      }
      if (last.t() >= sample.t()) {
        throw new IllegalArgumentException(
            "%s has a sample at %d ms, so that one at %d ms %s"
                .formatted(
                    labels,
                    last.t(),
                    sample.t(),
                    last.t() == sample.t() ? "is a duplicate" : "is out of order"));
      }
    }
    samples.add(ResetHints.apply(sample, samples));
  }

  private int shardOf(Labels labels) {
    return placement.place(TENANT_HASH, SeriesHash.hl(TenantId.DEFAULT, labels));
  }

  @Override
  public int shards() {
    return shards.size();
  }

  @Override
  public ShardSeries select(int shard, List<LabelMatcher> matchers, long minT, long maxT) {
    List<Matcher> compiled =
        matchers.stream().map(m -> Matcher.compile(m, MemoryStorage::wholeMatch)).toList();
    List<MemorySeries.Selected> selected = new ArrayList<>();
    shards
        .get(shard)
        .forEach(
            (labels, samples) -> {
              if (compiled.stream().allMatch(m -> m.matches(labels))) {
                selected.add(new MemorySeries.Selected(labels, samples));
              }
            });
    return new MemorySeries(selected, minT, maxT);
  }

  /** The dot matches line feeds too, as in Prometheus. */
  private static Predicate<String> wholeMatch(String expression) {
    Pattern pattern = Pattern.compile(expression, Pattern.DOTALL);
    return pattern::matches;
  }
}

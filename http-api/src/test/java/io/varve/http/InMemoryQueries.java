package io.varve.http;

import io.varve.model.ErrorCode;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.promql.storage.QueryStorage;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.SeriesSamples;
import io.varve.sharding.query.HeadStatistics;
import io.varve.sharding.query.QuerySource;
import io.varve.sharding.query.SampleCursor;
import io.varve.sharding.query.SeriesSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Queries an {@link InMemoryStore}, which is one shard. */
record InMemoryQueries(InMemoryStore store) implements QuerySource {
  @Override
  public QueryStorage storage(TenantId tenant) {
    return new QueryStorage() {
      @Override
      public int shards() {
        return 1;
      }

      @Override
      public ShardSeries select(int shard, List<LabelMatcher> matchers, long minT, long maxT) {
        store.awaitQueriesAllowed();
        Selected selected = new Selected(new ArrayList<>(), new ArrayList<>());
        try (SeriesSet set =
            store.select(tenant, matchers, minT, maxT).toCompletableFuture().join()) {
          while (set.next()) {
            SeriesSamples samples = new SeriesSamples();
            SampleCursor cursor = set.samples();
            while (cursor.next()) {
              samples.add(cursor.t(), Double.longBitsToDouble(cursor.valueBits()));
            }
            selected.labels().add(set.labels());
            selected.samples().add(samples);
          }
        }
        return selected;
      }
    };
  }

  private record Selected(List<Labels> labels, List<SeriesSamples> samples) implements ShardSeries {
    @Override
    public int size() {
      return labels.size();
    }

    @Override
    public Labels labels(int i) {
      return labels.get(i);
    }

    @Override
    public void samples(int i, SeriesSamples into) {
      if (labels.get(i).metricName().equals("late_corrupt")) {
        throw new VarveException(ErrorCode.CORRUPT_DATA, "a block is corrupt");
      }
      into.clear();
      SeriesSamples from = samples.get(i);
      for (int k = 0; k < from.size(); k++) {
        into.add(from.time(k), from.value(k));
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public List<Labels> series(Lookup lookup) {
    TreeSet<Labels> found = new TreeSet<>();
    List<List<LabelMatcher>> selectors =
        lookup.selectors().isEmpty() ? List.of(List.of()) : lookup.selectors();
    for (List<LabelMatcher> matchers : selectors) {
      try (ShardSeries set =
          storage(lookup.tenant()).select(0, matchers, lookup.minT(), lookup.maxT())) {
        for (int i = 0; i < set.size(); i++) {
          found.add(set.labels(i));
        }
      }
    }
    return cut(found.stream(), lookup);
  }

  @Override
  public List<String> labelNames(Lookup lookup) {
    return cut(
        all(lookup).stream()
            .flatMap(
                labels -> {
                  List<String> names = new ArrayList<>();
                  for (int i = 0; i < labels.size(); i++) {
                    names.add(labels.name(i));
                  }
                  return names.stream();
                })
            .sorted()
            .distinct(),
        lookup);
  }

  @Override
  public List<String> labelValues(String name, Lookup lookup) {
    return cut(
        all(lookup).stream()
            .map(labels -> labels.get(name))
            .filter(value -> !value.isEmpty())
            .sorted()
            .distinct(),
        lookup);
  }

  @Override
  public HeadStatistics head(TenantId tenant, int limit) {
    long series = all(new Lookup(tenant, List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0)).size();
    List<HeadStatistics.Count> counts = List.of(new HeadStatistics.Count("i", series));
    return new HeadStatistics(series, 2, 1, 10, 20, counts, counts, counts, List.of());
  }

  private List<Labels> all(Lookup lookup) {
    return series(new Lookup(lookup.tenant(), lookup.selectors(), lookup.minT(), lookup.maxT(), 0));
  }

  private static <T> List<T> cut(Stream<T> found, Lookup lookup) {
    return found.limit(lookup.limit() == 0 ? Long.MAX_VALUE : lookup.limit()).toList();
  }
}

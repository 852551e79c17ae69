package io.varve.http;

import io.varve.model.ErrorCode;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.Matcher;
import io.varve.model.NativeHistogram;
import io.varve.model.TenantId;
import io.varve.model.ValueKind;
import io.varve.model.VarveException;
import io.varve.sharding.TsdbClient;
import io.varve.sharding.ingest.DecodedLabels;
import io.varve.sharding.ingest.Delivery;
import io.varve.sharding.ingest.LabelDecoder;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.RefusalTally;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.ingest.WriteTarget;
import io.varve.sharding.metadata.MetadataSettings;
import io.varve.sharding.metadata.MetricFamilies;
import io.varve.sharding.query.QuerySource;
import io.varve.sharding.query.SampleCursor;
import io.varve.sharding.query.SampleSource;
import io.varve.sharding.query.SeriesSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Behaves as the store does, duplicates and conflicts included, but keeps all in maps. */
final class InMemoryStore implements WriteTarget, SampleSource, TsdbClient {
  private final Map<TenantId, TreeMap<Labels, TreeMap<Long, Long>>> tenants = new TreeMap<>();
  private final MetricFamilies metadata =
      new MetricFamilies(new MetadataSettings(1 << 20, 1 << 20));
  private final AtomicInteger openSets = new AtomicInteger();
  private final AtomicInteger flushes = new AtomicInteger();
  private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private volatile CompletableFuture<Void> queriesAllowed = CompletableFuture.completedFuture(null);
  private Delivery delivery = Delivery.whole();
  private boolean bug;

  /** Writes wait from now on until {@link #open}. */
  synchronized void close() {
    gate = new CompletableFuture<>();
  }

  synchronized void open() {
    gate.complete(null);
  }

  /** From now on, every request meets this after its samples were stored. */
  synchronized void deliver(Delivery newDelivery) {
    delivery = newDelivery;
  }

  /** From now on, every request runs into a bug. */
  synchronized void haveBug() {
    bug = true;
  }

  /** Queries wait from now on until {@link #allowQueries}. */
  void holdQueries() {
    queriesAllowed = new CompletableFuture<>();
  }

  void allowQueries() {
    queriesAllowed.complete(null);
  }

  void awaitQueriesAllowed() {
    queriesAllowed.join();
  }

  int openSets() {
    return openSets.get();
  }

  @Override
  public WriteTarget writes() {
    return this;
  }

  @Override
  public MetricFamilies metadata() {
    return metadata;
  }

  @Override
  public SampleSource samples() {
    return this;
  }

  @Override
  public QuerySource queries() {
    return new InMemoryQueries(this);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public String notReadyReason() {
    return "";
  }

  @Override
  public CompletionStage<Void> flush(Optional<TenantId> tenant) {
    return gate.thenRun(flushes::incrementAndGet);
  }

  int flushes() {
    return flushes.get();
  }

  @Override
  public synchronized CompletionStage<WriteResult> write(WriteRequest request) {
    return gate.thenApply(_ -> store(request));
  }

  private synchronized WriteResult store(WriteRequest request) {
    if (bug) {
      throw new IllegalStateException("a bug");
    }
    var all = tenants.computeIfAbsent(request.tenant(), _ -> new TreeMap<>());
    RefusalTally refused = new RefusalTally();
    LabelDecoder decoder = new LabelDecoder();
    long accepted = 0;
    long duplicates = 0;
    for (int s = 0; s < request.seriesCount(); s++) {
      int first = request.firstSample(s);
      int count = request.endSample(s) - first;
      switch (decoder.decode(request.buffer(), request.labelsOffset(s), request.labelsLength(s))) {
        case DecodedLabels.Invalid(String reason) ->
            refused.add(RefusalReason.BAD_LABELS, count, reason);
        case DecodedLabels.Valid(Labels labels) -> {
          TreeMap<Long, Long> series = all.computeIfAbsent(labels, _ -> new TreeMap<>());
          for (int i = first; i < first + count; i++) {
            Long before = series.putIfAbsent(request.t(i), request.valueBits(i));
            if (before == null || before == request.valueBits(i)) {
              accepted++;
              duplicates += before == null ? 0 : 1;
            } else {
              refused.add(RefusalReason.CONFLICT, 1, "conflict in series " + labels);
            }
          }
        }
      }
    }
    return new WriteResult(accepted, duplicates, refused.toRefusals(), delivery);
  }

  @Override
  public synchronized CompletionStage<SeriesSet> select(
      TenantId tenant, List<LabelMatcher> matchers, long minT, long maxT) {
    List<Matcher> compiled =
        matchers.stream()
            .map(m -> Matcher.compile(m, regex -> Pattern.compile(regex).asMatchPredicate()))
            .toList();
    if (!matchers.isEmpty() && matchers.getFirst().value().equals("unavailable")) {
      return CompletableFuture.failedFuture(
          new VarveException(ErrorCode.SHARD_UNAVAILABLE, "shard 7 does not answer"));
    }
    Map<Labels, Map<Long, Long>> found = new TreeMap<>();
    tenants
        .getOrDefault(tenant, new TreeMap<>())
        .forEach(
            (labels, samples) -> {
              var inRange = new TreeMap<>(samples.subMap(minT, true, maxT, true));
              if (!inRange.isEmpty()
                  && compiled.stream().allMatch(m -> m.matches(labels.get(m.name())))) {
                found.put(labels, inRange);
              }
            });
    openSets.incrementAndGet();
    return CompletableFuture.completedFuture(new Found(found));
  }

  private final class Found implements SeriesSet {
    private final Iterator<Map.Entry<Labels, Map<Long, Long>>> series;
    private Map.Entry<Labels, Map<Long, Long>> current = Map.entry(Labels.EMPTY, Map.of());

    Found(Map<Labels, Map<Long, Long>> found) {
      series = found.entrySet().iterator();
    }

    @Override
    public boolean next() {
      boolean more = series.hasNext();
      if (more) {
        current = series.next();
        if (current.getKey().metricName().equals("corrupt")) {
          throw new VarveException(ErrorCode.CORRUPT_DATA, "a block is corrupt");
        }
      }
      return more;
    }

    @Override
    public Labels labels() {
      return current.getKey();
    }

    @Override
    public SampleCursor samples() {
      return new Cursor(current.getValue());
    }

    @Override
    public void close() {
      openSets.decrementAndGet();
    }
  }

  private static final class Cursor implements SampleCursor {
    private final Iterator<Map.Entry<Long, Long>> samples;
    private Map.Entry<Long, Long> current = Map.entry(0L, 0L);

    Cursor(Map<Long, Long> series) {
      samples = series.entrySet().iterator();
    }

    @Override
    public boolean next() {
      boolean more = samples.hasNext();
      if (more) {
        current = samples.next();
      }
      return more;
    }

    @Override
    public long t() {
      return current.getKey();
    }

    @Override
    public ValueKind kind() {
      return ValueKind.FLOAT;
    }

    @Override
    public long valueBits() {
      return current.getValue();
    }

    @Override
    public NativeHistogram histogram() {
      throw new IllegalStateException("a float is no histogram");
    }
  }
}

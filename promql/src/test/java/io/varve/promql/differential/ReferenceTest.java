package io.varve.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.FloatValue;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.ast.Expr;
import io.varve.promql.engine.Engine;
import io.varve.promql.engine.Engines;
import io.varve.promql.engine.QueryOptions;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.parse.PromQlParser;
import io.varve.promql.reference.Failure;
import io.varve.promql.reference.ReferenceEvaluator;
import io.varve.promql.reference.Repertoire;
import io.varve.promql.reference.Stored;
import io.varve.promql.script.MemoryStorage;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesSamples;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The engine answers as the reference evaluator does. Only answers are compared: whether a query
 * fails depends in Prometheus on all steps together, and the reference looks at one at a time.
 */
class ReferenceTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final Engine engine =
      new Engine(Engines.settings(false), MemoryPool.UNLIMITED, Runnable::run);
  private final PromQlParser parser = new PromQlParser(ParserOptions.ALL);

  /** A query's times, ms. */
  private record Times(long start, long end, long step) {}

  @Test
  void answersAreThoseOfTheReference() {
    RandomQueries queries = new RandomQueries(random);
    int wanted = Scale.of(300, 10_000);
    int compared = 0;
    int answered = 0;
    RandomData data = renewed();
    while (compared < wanted) {
      String query = queries.next();
      Expr expr = parser.parse(query);
      if (Repertoire.covers(expr)) {
        if (compared++ % 50 == 49) {
          data = renewed();
        }
        Times times =
            random.nextInt(3) == 0
                ? new Times(700_000, 700_000, 0)
                : new Times(300_000, 1_000_000, 70_000);
        SortedMap<Labels, SortedMap<Long, Double>> expected = expected(stored(data), expr, times);
        SortedMap<Labels, SortedMap<Long, Double>> actual =
            actual(Storages.of(data, 4), query, times);
        if (expected != null && actual != null) {
          assertThat(agree(expected, actual))
              .as("%s over %s%nreference:%n%s%nengine:%n%s", query, times, expected, actual)
              .isTrue();
          answered += expected.isEmpty() ? 0 : 1;
        }
      }
    }
    assertThat(answered).isGreaterThan(wanted / 4);
  }

  private RandomData renewed() {
    RandomData data = new RandomData(random);
    data.keepFinite();
    return data;
  }

  private static Stored stored(RandomData data) {
    Stored stored = new Stored();
    for (RandomData.Series s : data.series()) {
      for (Sample sample : s.samples()) {
        stored.add(s.labels(), sample.t(), ((FloatValue) sample.value()).value());
      }
    }
    return stored;
  }

  private static @Nullable SortedMap<Labels, SortedMap<Long, Double>> expected(
      Stored stored, Expr expr, Times times) {
    try {
      return new ReferenceEvaluator(stored, times.start(), times.end(), times.step())
          .evaluate(expr);
    } catch (Failure _) {
      return null;
    }
  }

  private @Nullable SortedMap<Labels, SortedMap<Long, Double>> actual(
      MemoryStorage storage, String query, Times times) {
    QueryOptions options = QueryOptions.defaults();
    try (QueryResult result =
        times.step() == 0
            ? engine.instant(storage, query, times.start(), options)
            : engine.range(storage, query, times.start(), times.end(), times.step(), options)) {
      return read(result);
    } catch (QueryException _) {
      return null;
    }
  }

  private static SortedMap<Labels, SortedMap<Long, Double>> read(QueryResult result) {
    SortedMap<Labels, SortedMap<Long, Double>> series = new TreeMap<>();
    switch (result) {
      case QueryResult.Scalar s -> put(series, Labels.EMPTY, s.time(), s.value());
      case QueryResult.Vector v -> {
        while (v.next()) {
          put(series, v.labels(), v.time(), v.value());
        }
      }
      case QueryResult.Matrix m -> {
        while (m.next()) {
          SeriesSamples samples = m.samples();
          for (int i = 0; i < samples.size(); i++) {
            put(series, m.labels(), samples.time(i), samples.value(i));
          }
        }
      }
      case QueryResult.Str s -> throw new IllegalArgumentException(s.value());
    }
    return series;
  }

  private static void put(
      SortedMap<Labels, SortedMap<Long, Double>> series, Labels labels, long time, double value) {
    series.computeIfAbsent(labels, _ -> new TreeMap<>()).put(time, value);
  }

  private static boolean agree(
      SortedMap<Labels, SortedMap<Long, Double>> a, SortedMap<Labels, SortedMap<Long, Double>> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(labels -> sameValues(a.get(labels), b.get(labels)));
  }

  private static boolean sameValues(SortedMap<Long, Double> a, SortedMap<Long, Double> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(time -> LastBits.agree(a.get(time), b.get(time)));
  }
}

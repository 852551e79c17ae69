package io.varve.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.FloatValue;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.ast.BinaryExpr;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The engine answers as the reference evaluator does, and fails where that does. Why is compared
 * where the query has but one operator that can fail: of several the reference tries one step after
 * the other, and the engine, as Prometheus, all steps of one operator after the other.
 */
class ReferenceTest {
  private static final String SAME_LABELS = "vector cannot contain metrics with the same labelset";

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final Engine engine =
      new Engine(Engines.settings(false), MemoryPool.UNLIMITED, Runnable::run);
  private final PromQlParser parser = new PromQlParser(ParserOptions.ALL);

  /** A query's times, ms. */
  private record Times(long start, long end, long step) {}

  /**
   * What comes of a query.
   *
   * @param series none if it fails
   * @param failure why it fails; empty if it does not
   */
  private record Answer(SortedMap<Labels, SortedMap<Long, Double>> series, String failure) {
    static Answer failed(RuntimeException e) {
      return new Answer(new TreeMap<>(), String.valueOf(e.getMessage()));
    }

    /** Returns whether the engine's outcome is this, which is the reference's. */
    boolean agrees(Answer engines) {
      if (failure.isEmpty() && engines.failure.equals(SAME_LABELS)) {
        // Of a range function's series this is judged over all steps together.
        return true;
      }
      return failure.isEmpty() == engines.failure.isEmpty()
          && series.keySet().equals(engines.series.keySet())
          && series.keySet().stream()
              .allMatch(labels -> sameValues(series.get(labels), engines.series.get(labels)));
    }
  }

  @Test
  void answersAreThoseOfTheReference() {
    RandomQueries queries = new RandomQueries(random);
    int wanted = Scale.of(300, 10_000);
    int compared = 0;
    int answered = 0;
    int failed = 0;
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
        Answer expected = expected(stored(data), expr, times);
        Answer actual = actual(Storages.of(data, 4), query, times);
        assertThat(expected.agrees(actual))
            .as("%s over %s%nreference:%n%s%nengine:%n%s", query, times, expected, actual)
            .isTrue();
        answered += expected.series().isEmpty() ? 0 : 1;
        failed += expected.failure().isEmpty() ? 0 : 1;
        if (mayFailOnceOnly(query, expr)) {
          assertThat(actual.failure()).as(query).isEqualTo(expected.failure());
        }
      }
    }
    assertThat(answered).isGreaterThan(wanted / 4);
    assertThat(failed).isPositive();
  }

  /** Whether there is one join, and nothing else that may find two series of the same labels. */
  private static boolean mayFailOnceOnly(String query, Expr expr) {
    return joins(expr) == 1
        && Stream.of("__name__", "label_", " or ", "topk", "bottomk", "limitk", "sort")
            .noneMatch(query::contains);
  }

  private static int joins(Expr e) {
    boolean isJoin = e instanceof BinaryExpr b && b.matching() != null && !b.op().isSetOperator();
    return (isJoin ? 1 : 0) + e.children().stream().mapToInt(ReferenceTest::joins).sum();
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

  private static Answer expected(Stored stored, Expr expr, Times times) {
    try {
      return new Answer(
          new ReferenceEvaluator(stored, times.start(), times.end(), times.step()).evaluate(expr),
          "");
    } catch (Failure e) {
      return Answer.failed(e);
    }
  }

  private Answer actual(MemoryStorage storage, String query, Times times) {
    QueryOptions options = QueryOptions.defaults();
    try (QueryResult result =
        times.step() == 0
            ? engine.instant(storage, query, times.start(), options)
            : engine.range(storage, query, times.start(), times.end(), times.step(), options)) {
      return new Answer(read(result), "");
    } catch (QueryException e) {
      return Answer.failed(e);
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

  private static boolean sameValues(SortedMap<Long, Double> a, SortedMap<Long, Double> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(time -> LastBits.agree(a.get(time), b.get(time)));
  }
}

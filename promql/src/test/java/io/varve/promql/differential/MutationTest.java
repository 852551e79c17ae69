package io.varve.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.engine.Engine;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.engine.Engines;
import io.varve.promql.engine.QueryOptions;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.plan.Misplacing;
import io.varve.promql.plan.Planner;
import io.varve.promql.script.MemoryStorage;
import io.varve.testing.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison of one shard with sixteen notices each wrong placement. */
class MutationTest {
  private static final int QUERIES = 20_000;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  /** All but {@code info}, of which there are no random queries. */
  static List<String> forms() {
    return Misplacing.forms().stream().filter(form -> !form.equals("INFO")).toList();
  }

  @Test
  void infoOnEachShardFindsNoInfoSeriesOfOthers() {
    MemoryStorage storage = new MemoryStorage(16);
    for (String job : List.of("a", "b", "c", "d", "e", "f")) {
      storage.add(Labels.of("__name__", "x", "job", job), Sample.of(0, 1));
      storage.add(Labels.of("__name__", "target_info", "job", job, "v", job), Sample.of(0, 1));
    }
    String query = "count by (v) (info(x))";
    assertThat(series(new Planner(), storage, query)).isEqualTo(6);
    assertThat(series(Misplacing.disregarding("INFO"), storage, query)).isLessThan(6);
  }

  private static int series(Planner planner, MemoryStorage storage, String query) {
    Engine engine = Engines.planning(planner, Engines.settings(false), Runnable::run);
    int series = 0;
    try (QueryResult result = engine.instant(storage, query, 0, QueryOptions.defaults())) {
      while (((QueryResult.Vector) result).next()) {
        series++;
      }
    }
    return series;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theComparisonFailsWhenShardsEvaluateWhatTheyMustNot(String form) {
    EngineSettings settings = Engines.settings(false);
    Engine right = Engines.planning(new Planner(), settings, Runnable::run);
    Engine wrong = Engines.planning(Misplacing.disregarding(form), settings, Runnable::run);
    Comparison comparison = new Comparison(right, wrong, random);
    assertThat(noticedAfter(comparison)).as(form).isLessThan(QUERIES);
  }

  private static int noticedAfter(Comparison comparison) {
    for (int i = 0; i < QUERIES; i++) {
      if (i % 100 == 99) {
        comparison.renew();
      }
      if (differs(comparison)) {
        return i;
      }
    }
    return QUERIES;
  }

  private static boolean differs(Comparison comparison) {
    try {
      return comparison.difference() != null;
    } catch (IllegalStateException | IllegalArgumentException _) {
      // What is found out by luck: an operator does not get what it expects.
      return false;
    }
  }
}

package io.varve.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.promql.engine.Engine;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.engine.Engines;
import io.varve.promql.engine.QueryOptions;
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

  /** All but {@code info}, which no query can use yet. */
  static List<String> forms() {
    return Misplacing.forms().stream().filter(form -> !form.equals("INFO")).toList();
  }

  @Test
  void infoNeedsATestAsSoonAsItIsSupported() {
    Engine engine = Engines.planning(new Planner(), Engines.settings(false), Runnable::run);
    MemoryStorage storage = new RandomData(random).storage(1);
    assertThatThrownBy(() -> engine.instant(storage, "info(a)", 0, QueryOptions.defaults()))
        .hasMessageContaining("not supported yet");
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

package io.varve.promql.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.engine.Engine;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.engine.Engines;
import io.varve.promql.exec.MemoryPool;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer does not depend on the number of shards. */
class DifferentialTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersAreTheSameOnOneShardAndOnSixteen(boolean delayedNameRemoval) {
    EngineSettings settings = Engines.settings(delayedNameRemoval);
    Engine one = new Engine(settings, MemoryPool.UNLIMITED, Runnable::run);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Engine sixteen = new Engine(settings, MemoryPool.UNLIMITED, threads);
      Comparison comparison = new Comparison(one, sixteen, random);
      int queries = Scale.of(1000, 50_000);
      for (int i = 0; i < queries; i++) {
        if (i % 100 == 99) {
          comparison.renew();
        }
        assertThat(comparison.difference()).isNull();
      }
      assertThat(comparison.answered()).isGreaterThan(queries / 4);
    }
  }
}

package io.varve.sharding.query.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.differential.Comparison;
import io.varve.promql.engine.Engine;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.parse.ParserOptions;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are the same when every fragment and every answer of a shard travels as messages. */
class WireDifferentialTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersAreTheSameThroughMessages(boolean delayedNameRemoval) {
    EngineSettings settings =
        new EngineSettings(
            300_000, 60_000, 50_000_000, 1L << 30, delayedNameRemoval, true, ParserOptions.ALL);
    Engine plain = new Engine(settings, MemoryPool.UNLIMITED, Runnable::run);
    Engine wired = plain.through(new KryoFragmentCodec());
    Comparison comparison = new Comparison(plain, wired, random);
    int queries = Scale.of(300, 20_000);
    for (int i = 0; i < queries; i++) {
      if (i % 50 == 49) {
        comparison.renew();
      }
      assertThat(comparison.difference()).isNull();
    }
    assertThat(comparison.answered()).isGreaterThan(queries / 4);
  }
}

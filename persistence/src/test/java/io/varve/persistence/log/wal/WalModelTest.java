package io.varve.persistence.log.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.persistence.simulation.PrivateModel;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The write-ahead log, with manifests, checkpoints and sweeps, on a machine that dies often. */
class WalModelTest {
  private static final Duration SWEEP_DELAY = Duration.ofMinutes(40);

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void keepsEveryPromise() {
    PrivateModel.Summary total = PrivateModel.Summary.NONE;
    int histories = Scale.of(500, 50_000);
    for (int i = 0; i < histories; i++) {
      long seed = random.nextLong();
      try {
        total = total.plus(PrivateModel.run(seed, WalModel::open, SWEEP_DELAY));
      } catch (AssertionError e) {
        throw new AssertionError("history " + seed, e);
      }
    }
    assertThat(total.acknowledged()).isGreaterThan(10 * histories);
    assertThat(total.refused()).isGreaterThan(histories / 2);
    assertThat(total.epochs()).isGreaterThan(2 * histories);
    assertThat(total.commits()).isGreaterThan(5 * histories);
  }
}

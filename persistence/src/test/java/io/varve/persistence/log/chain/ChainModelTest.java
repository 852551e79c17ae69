package io.varve.persistence.log.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.CorruptionException;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.simulation.SharedModel;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The chain, with manifests, checkpoints and sweeps, under two owners in bad weather; and that the
 * test would see if one of the rules were missing.
 */
class ChainModelTest {
  private static final ChainRules RULES = ChainRules.standard(Duration.ofMinutes(30));
  private static final Duration SWEEP_DELAY = Duration.ofMinutes(40);
  private static final Duration NEVER = Duration.ofDays(365);

  /** The shyest mutant shows itself in one of some 500 histories. */
  private static final int PATIENCE = 20_000;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void keepsEveryPromise() throws IOException {
    int histories = Scale.of(2_000, 100_000);
    SharedModel.Summary total = SharedModel.Summary.NONE;
    for (int i = 0; i < histories; i++) {
      long seed = random.nextLong();
      try {
        total = total.plus(SharedModel.run(seed, settings(RULES, SWEEP_DELAY, s -> s)));
      } catch (AssertionError e) {
        throw new AssertionError("history " + seed, e);
      }
    }
    assertThat(total.acknowledged()).isGreaterThan(10 * histories);
    assertThat(total.refused()).isGreaterThan(histories / 2);
    assertThat(total.epochs()).isGreaterThan(2 * histories);
    assertThat(total.commits()).isGreaterThan(5 * histories);
  }

  @Test
  void seesPutsThatAreBelievedWithoutReadingTheTokenBack() {
    fails(settings(RULES, SWEEP_DELAY, BelievingStore::new));
  }

  @Test
  void seesLinksDeletedAtOnce() {
    fails(
        settings(new ChainRules(RULES.quiet(), RULES.doubt(), Duration.ZERO), SWEEP_DELAY, s -> s));
  }

  @Test
  void seesNumbersUsedAgainAfterASlowPut() {
    fails(settings(new ChainRules(RULES.quiet(), NEVER, RULES.deleteDelay()), SWEEP_DELAY, s -> s));
  }

  @Test
  void seesNumbersUsedAgainAfterAQuietHour() {
    fails(settings(new ChainRules(NEVER, RULES.doubt(), RULES.deleteDelay()), SWEEP_DELAY, s -> s));
  }

  @Test
  void seesUploadsThatTheSweeperDoesNotKnowOf() {
    SharedModel.Settings right = settings(RULES, Duration.ofMinutes(1), s -> s);
    fails(new SharedModel.Settings(right.logs(), right.sweepDelay(), right.store(), false));
  }

  private void fails(SharedModel.Settings mutant) {
    for (int i = 0; i < PATIENCE; i++) {
      try {
        SharedModel.run(random.nextLong(), mutant);
      } catch (AssertionError | IOException | CorruptionException _) {
        return;
      }
    }
    throw new AssertionError("the mutant was not seen");
  }

  private static SharedModel.Settings settings(
      ChainRules rules, Duration sweepDelay, UnaryOperator<ObjectStore> store) {
    return new SharedModel.Settings(
        (plain, simulation) -> new ChainModel(plain, rules, simulation::nanos, simulation.random()),
        sweepDelay,
        store,
        true);
  }
}

package io.varve.persistence.log.chain;


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

/** The chain, with manifests, checkpoints and sweeps, under two owners in bad weather. */
class ChainModelTest {
  static final ChainRules RULES = ChainRules.standard(Duration.ofMinutes(30));
  static final Duration SWEEP_DELAY = Duration.ofMinutes(40);

  private static final Duration NEVER = Duration.ofDays(365);

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void keepsEveryPromise() throws IOException {
    SharedModel.Summary total = SharedModel.Summary.NONE;
    for (int i = 0; i < Scale.of(2_000, 100_000); i++) {
      long seed = random.nextLong();
      try {
        total = total.plus(SharedModel.run(seed, settings(RULES, SWEEP_DELAY, s -> s)));
      } catch (AssertionError e) {
        throw new AssertionError("history " + seed + ", number " + i, e);
      }
    }
    System.out.println(total);
  }

  @Test
  void seesPutsThatAreBelievedWithoutReadingTheTokenBack() {
    fails(settings(RULES, SWEEP_DELAY, BelievingStore::new));
  }

  @Test
  void seesLinksDeletedAtOnce() {
    fails(settings(new ChainRules(RULES.quiet(), RULES.doubt(), Duration.ZERO), SWEEP_DELAY, s -> s));
  }

  @Test
  void seesNumbersUsedAgainAfterASlowPut() {
    fails(
        settings(new ChainRules(RULES.quiet(), NEVER, RULES.deleteDelay()), SWEEP_DELAY, s -> s));
  }

  @Test
  void seesNumbersUsedAgainAfterAQuietHour() {
    fails(
        settings(new ChainRules(NEVER, RULES.doubt(), RULES.deleteDelay()), SWEEP_DELAY, s -> s));
  }

  @Test
  void seesUploadsThatTheSweeperDoesNotKnowOf() {
    SharedModel.Settings right = settings(RULES, Duration.ofMinutes(1), s -> s);
    fails(new SharedModel.Settings(right.logs(), right.sweepDelay(), right.store(), false));
  }

  private void fails(SharedModel.Settings mutant) {
    int histories = 0;
    try {
      for (; histories < Scale.of(3_000, 20_000); histories++) {
        SharedModel.run(random.nextLong(), mutant);
      }
    } catch (AssertionError | IOException | CorruptionException expected) {
      System.out.println("mutant seen in history " + histories + ": " + expected + " " + expected.getCause());
      return;
    }
    throw new AssertionError("the mutant was not seen in " + histories + " histories");
  }

  static SharedModel.Settings settings(
      ChainRules rules, Duration sweepDelay, UnaryOperator<ObjectStore> store) {
    return new SharedModel.Settings(
        (plain, simulation) ->
            new ChainModel(plain, rules, simulation::nanos, simulation.random()),
        sweepDelay,
        store,
        true);
  }
}

package io.varve.persistence.simulation;

import io.varve.persistence.manifest.EditResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One history of one shard. Holds that what was acknowledged is read by every later owner, what was
 * refused by none, and what the newest manifest or a reader's names is there.
 */
abstract class Model {
  private final Simulation simulation;
  private final Duration sweepDelay;
  private final boolean protectsUploads;
  private final History history = new History();
  private boolean stopping;
  private int epochs;
  private int commits;
  private @Nullable AssertionError failure;

  /** What histories came to, so that a test can see that they did something. */
  public record Summary(int acknowledged, int refused, int epochs, int commits) {
    /** No history. */
    public static final Summary NONE = new Summary(0, 0, 0, 0);

    public Summary plus(Summary other) {
      return new Summary(
          acknowledged + other.acknowledged,
          refused + other.refused,
          epochs + other.epochs,
          commits + other.commits);
    }
  }

  Model(long seed, Duration sweepDelay, boolean protectsUploads) {
    this.simulation = new Simulation(seed);
    this.sweepDelay = sweepDelay;
    this.protectsUploads = protectsUploads;
  }

  /** Whether no owner has come after that of an epoch, by looking past all faults and pauses. */
  abstract boolean isNewest(long epoch) throws IOException;

  Simulation simulation() {
    return simulation;
  }

  Random random() {
    return simulation.random();
  }

  History history() {
    return history;
  }

  Duration sweepDelay() {
    return sweepDelay;
  }

  /** Whether the sweeper is told what is being written, as it must be. */
  boolean protectsUploads() {
    return protectsUploads;
  }

  boolean isStopping() {
    return stopping;
  }

  void stop() {
    stopping = true;
  }

  /** Remembers what a callback found, whose exceptions reach nobody. */
  void fail(AssertionError error) {
    if (failure == null) {
      failure = error;
    }
  }

  void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  void countEpoch() {
    epochs++;
  }

  void count(@Nullable EditResult result) {
    commits += result instanceof EditResult.Committed ? 1 : 0;
  }

  Summary summary() {
    return new Summary(history.acknowledged().size(), history.refused().size(), epochs, commits);
  }
}

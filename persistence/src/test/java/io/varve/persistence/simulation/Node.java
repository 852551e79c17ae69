package io.varve.persistence.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** A node of a {@link Simulation}, with its own idea of the time of day. */
public final class Node {
  private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Simulation simulation;
  private final String name;
  private Duration wallOffset = Duration.ZERO;
  private long frozenUntil;
  private boolean dead;

  public Node(Simulation simulation, String name) {
    this.simulation = simulation;
    this.name = name;
  }

  /** None of its threads runs for a while; its clocks do. */
  public void freeze(Duration duration) {
    frozenUntil = simulation.nanos() + duration.toNanos();
  }

  /** Its threads end where they are. */
  public void kill() {
    dead = true;
  }

  /** Its wall clock is set. */
  public void shiftWallClock(Duration by) {
    wallOffset = wallOffset.plus(by);
  }

  public InstantSource wall() {
    return () -> ORIGIN.plusNanos(simulation.nanos()).plus(wallOffset);
  }

  /** Runs every task on a thread of its own. */
  public Executor executor() {
    return task -> simulation.spawn(this, task);
  }

  public void after(Duration delay, Runnable task) {
    simulation.after(this, delay, task);
  }

  boolean isDead() {
    return dead;
  }

  long frozenUntil() {
    return dead ? 0 : frozenUntil;
  }

  @Override
  public String toString() {
    return name;
  }
}

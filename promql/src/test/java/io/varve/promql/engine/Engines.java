package io.varve.promql.engine;

import io.varve.promql.exec.MemoryPool;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.plan.Planner;
import java.util.concurrent.Executor;

/** Makes engines for tests of other packages. */
public final class Engines {
  private Engines() {}

  /** Returns the settings of conformance tests. */
  public static EngineSettings settings(boolean delayedNameRemoval) {
    return new EngineSettings(
        300_000, 60_000, 50_000_000, 1L << 30, delayedNameRemoval, true, ParserOptions.ALL);
  }

  /** Returns an engine with a planner of its own. */
  public static Engine planning(Planner planner, EngineSettings settings, Executor executor) {
    return new Engine(settings, MemoryPool.UNLIMITED, executor, planner, runner -> runner);
  }
}

package io.varve.promql.script;

import io.varve.model.Sample;
import io.varve.promql.script.Command.LoadedSeries;
import java.util.ArrayList;
import java.util.List;

/** Runs scripts, each from an empty storage. Thread-safe if the evaluator is. */
public final class ScriptRunner {
  private final int shards;
  private final Evaluator evaluator;

  /**
   * Makes a runner.
   *
   * @param shards over how many shards series are spread, a power of two
   * @param evaluator answers the queries
   */
  public ScriptRunner(int shards, Evaluator evaluator) {
    this.shards = shards;
    this.evaluator = evaluator;
  }

  /**
   * Runs a script to its end, whatever fails on the way.
   *
   * @throws ScriptException if series cannot be loaded
   */
  public ScriptReport run(Script script) {
    MemoryStorage storage = new MemoryStorage(shards);
    List<EvalFailure> failures = new ArrayList<>();
    for (Command command : script.commands()) {
      switch (command) {
        case Command.Clear _ -> storage = new MemoryStorage(shards);
        case Command.Load load -> load(load, storage);
        case Command.Eval eval ->
            new EvalRunner(evaluator, storage, eval).run().ifPresent(failures::add);
      }
    }
    return new ScriptReport(script.file(), script.evals() - failures.size(), failures);
  }

  private static void load(Command.Load load, MemoryStorage storage) {
    try {
      add(load.series(), storage);
      if (load.convert()) {
        add(ClassicHistograms.convert(load.series()), storage);
      }
    } catch (IllegalArgumentException e) {
      throw load.line().error(String.valueOf(e.getMessage()));
    }
  }

  private static void add(List<LoadedSeries> series, MemoryStorage storage) {
    for (LoadedSeries one : series) {
      for (Sample sample : one.samples()) {
        storage.add(one.labels(), sample);
      }
    }
  }
}

package io.varve.promql.script;

import io.varve.model.Labels;
import io.varve.model.Sample;
import java.util.List;

/** One step of a script. */
sealed interface Command {
  /** Returns where the command begins. */
  Line line();

  /** Forgets all series. */
  record Clear(Line line) implements Command {}

  /**
   * Adds samples.
   *
   * @param line where it begins
   * @param convert whether classic histograms are added as native ones with custom buckets too
   * @param series in the order of the script, no label set twice
   */
  record Load(Line line, boolean convert, List<LoadedSeries> series) implements Command {
    /** Makes the list unmodifiable. */
    public Load {
      series = List.copyOf(series);
    }
  }

  /** A series to be loaded, its samples in order of time. */
  record LoadedSeries(Labels labels, List<Sample> samples) {
    /** Makes the list unmodifiable. */
    public LoadedSeries {
      samples = List.copyOf(samples);
    }
  }

  /** Evaluates a query and compares. */
  record Eval(Line line, Query query, Expectation expectation) implements Command {}
}

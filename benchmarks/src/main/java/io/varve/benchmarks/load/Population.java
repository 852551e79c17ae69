package io.varve.benchmarks.load;

import io.varve.model.Labels;
import io.varve.testing.remote.EncodedSeries;
import java.util.Random;

/** The series of one sender, with their values. Not thread-safe. */
abstract sealed class Population permits FleetPopulation, MixedPopulation {
  /** Which series a run sends. */
  enum Shape {
    MIXED,
    FLEET
  }

  final Random random;
  private final int first;
  private final EncodedSeries[] series;
  private int nextReplaced;
  private int generation;

  /**
   * Makes series.
   *
   * @param first number of the first of them among those of all senders
   */
  Population(int first, int count) {
    this.first = first;
    random = new Random(first);
    series = new EncodedSeries[count];
    for (int i = 0; i < count; i++) {
      series[i] = EncodedSeries.of(labels(first + i, generation));
    }
  }

  static Population of(Shape shape, int first, int count) {
    return switch (shape) {
      case MIXED -> new MixedPopulation(first, count);
      case FLEET -> new FleetPopulation(first, count);
    };
  }

  /**
   * Returns the labels of a series.
   *
   * @param number of the series among those of all senders
   * @param generation how many have been in its place before
   */
  abstract Labels labels(int number, int generation);

  /** Begins the values of a series. */
  abstract void begin(int i);

  /** Moves a series on by one sample and returns its value; the series take turns in order. */
  abstract double next(int i);

  final int size() {
    return series.length;
  }

  final EncodedSeries series(int i) {
    return series[i];
  }

  /** Ends the series that has lived longest, and begins another in its place. */
  final void replaceOldest() {
    if (nextReplaced == 0) {
      generation++;
    }
    series[nextReplaced] = EncodedSeries.of(labels(first + nextReplaced, generation));
    begin(nextReplaced);
    nextReplaced = (nextReplaced + 1) % series.length;
  }
}

package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a series that begin anew, within windows that only rise: whether one does is found
 * out once, however many windows it lies in. Reusable; not thread-safe.
 */
final class HistogramResets {
  private IntFunction<@Nullable FloatHistogram> samples = _ -> null;
  private IntPredicate knownAnew = _ -> false;

  /** Rising; of use are those from {@link #first} on. */
  private int[] resets = new int[4];

  private int count;
  private int first;

  /** Up to here samples were compared with the ones before them. */
  private int compared;

  /**
   * Starts a series.
   *
   * @param anew whether a sample is known to begin anew, be it to be seen or not
   */
  void begin(IntFunction<@Nullable FloatHistogram> histograms, IntPredicate anew) {
    samples = histograms;
    knownAnew = anew;
    count = 0;
    first = 0;
    compared = 0;
  }

  /** Finds the samples after {@code from} and before {@code to} that begin anew. */
  void find(int from, int to) {
    for (compared = Math.max(compared, from + 1); compared < to; compared++) {
      if (knownAnew.test(compared)
          || CounterReset.between(sample(compared - 1), sample(compared))) {
        if (count == resets.length) {
          resets = Arrays.copyOf(resets, 2 * count);
        }
        resets[count++] = compared;
      }
    }
    while (first < count && resets[first] <= from) {
      first++;
    }
  }

  private FloatHistogram sample(int i) {
    return Objects.requireNonNull(samples.apply(i));
  }

  /** Returns the number of the first one found. */
  int first() {
    return first;
  }

  /** Returns the number behind the last one found. */
  int end() {
    return count;
  }

  /** Returns which sample the one of this number is. */
  int at(int number) {
    return resets[number];
  }
}

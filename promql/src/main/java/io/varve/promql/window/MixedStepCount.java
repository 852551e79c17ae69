package io.varve.promql.window;

import io.varve.model.FloatHistogram;
import io.varve.promql.histogram.CounterReset;
import io.varve.promql.histogram.Histograms;
import io.varve.promql.value.SeriesSamples;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code changes} and {@code resets}: as {@link StepCount}; from a float to a histogram or back is
 * both.
 */
final class MixedStepCount implements HistogramKernel {
  private final boolean resets;
  private final @Nullable Anchor anchor;

  /** How many of the samples up to each differ from the one before. */
  private int[] counts = {};

  MixedStepCount(boolean resets, boolean anchored) {
    this.resets = resets;
    this.anchor = anchored ? new Anchor() : null;
  }

  @Override
  public void begin(SeriesSamples samples) {
    if (anchor != null) {
      anchor.begin(samples);
    }
    counts = Arrays.copyOf(counts, Math.max(counts.length, samples.size()));
    counts[0] = 0;
    for (int i = 1; i < samples.size(); i++) {
      counts[i] = counts[i - 1] + (counts(samples, i) ? 1 : 0);
    }
  }

  private boolean counts(SeriesSamples samples, int i) {
    FloatHistogram before = samples.histogram(i - 1);
    FloatHistogram now = samples.histogram(i);
    if (resets && (before == null) == (now == null) && samples.beginsAnew(i)) {
      return true;
    }
    if (before == null && now == null) {
      StepCount.Step step = resets ? StepCount.Step.RESET : StepCount.Step.CHANGE;
      return step.counts(samples.value(i - 1), samples.value(i));
    }
    if (before == null || now == null) {
      return true;
    }
    return resets ? CounterReset.between(before, now) : !Histograms.same(before, now);
  }

  @Override
  public boolean evaluate(RangeWindow w, HistogramNotes notes) {
    w.histogram = null;
    int from = anchor == null ? w.from : anchor.of(w);
    return from < w.to && w.answer(counts[w.to - 1] - counts[from]);
  }
}

package io.varve.promql.window;

import io.varve.model.FloatHistogram;
import io.varve.promql.value.SeriesSamples;
import java.util.Arrays;

/** The floats and the histograms of a series, each by themselves. Reusable; not thread-safe. */
final class SplitSamples {
  private SeriesSamples all = new SeriesSamples();
  private final SeriesSamples floats = new SeriesSamples();
  private FloatHistogram[] histograms = {};
  private int[] places = {};
  private int histogramCount;

  /** How many floats there are before each sample, and behind the last. */
  private int[] floatsBefore = {};

  /** Splits a series. */
  void begin(SeriesSamples samples) {
    all = samples;
    int size = samples.size();
    places = Arrays.copyOf(places, size);
    floats.clear();
    floatsBefore = Arrays.copyOf(floatsBefore, size + 1);
    histograms = new FloatHistogram[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      floatsBefore[i] = floats.size();
      FloatHistogram histogram = samples.histogram(i);
      if (histogram == null) {
        floats.add(samples.time(i), samples.value(i));
        floats.start(samples.startTime(i));
      } else {
        places[n] = i;
        histograms[n++] = histogram;
      }
    }
    floatsBefore[size] = floats.size();
    histogramCount = n;
  }

  /** Returns the floats. */
  SeriesSamples floats() {
    return floats;
  }

  /** Returns how many floats there are before the sample of this number among all. */
  int floatsBefore(int sample) {
    return floatsBefore[sample];
  }

  /** Returns the number of histograms. */
  int histograms() {
    return histogramCount;
  }

  /** Returns whether the histogram of this number begins anew, as far as start times tell. */
  boolean beginsAnew(int i) {
    return all.beginsAnew(places[i]);
  }

  /** Returns a histogram by its number among all histograms. */
  FloatHistogram histogram(int i) {
    return histograms[i];
  }
}

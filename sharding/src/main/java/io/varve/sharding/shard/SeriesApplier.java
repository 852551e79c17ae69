package io.varve.sharding.shard;

import io.varve.model.NativeHistogram;
import io.varve.model.Windows;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.MemSeries;
import io.varve.persistence.head.SealedChunks;

/**
 * What an event does to one series; the same code in a series' actor, in the shard for a parked
 * series, and at replay. Thread-safe: it holds no state but the shard's segments.
 */
final class SeriesApplier {
  private final SealedChunks sealed;

  SeriesApplier(SealedChunks sealed) {
    this.sealed = sealed;
  }

  /**
   * Appends the samples of the i-th series of an event.
   *
   * @param windows the tenant's open windows as of that event
   */
  void append(
      MemSeries series, SampleColumns columns, int i, OpenWindows windows, OutcomeSink outcomes) {
    for (int k = columns.start(i); k < columns.end(i); k++) {
      long t = columns.time(k);
      long window = Windows.windowStart(t);
      int generation = windows.generation(window);
      if (generation == OpenWindows.IN_BLOCK) {
        series.taken(t);
        continue;
      }
      if (generation == OpenWindows.NOT_OPEN) {
        throw new IllegalStateException(
            "series %d has a sample at %d, where no window is open".formatted(series.ref(), t));
      }
      long startT = columns.startTime(k);
      NativeHistogram histogram = columns.histogram(k);
      switch (histogram == null
          ? series.append(window, generation, t, startT, columns.value(k), sealed)
          : series.append(window, generation, t, startT, histogram, sealed)) {
        case ACCEPTED -> {}
        case DUPLICATE -> outcomes.duplicate(i);
        case CONFLICT -> outcomes.conflict(i, series.ref(), t);
      }
    }
  }

  /** Ends a window in a series; returns where its last sealed chunk lies, 0 when it has none. */
  long freeze(MemSeries series, WindowId window) {
    return series.freeze(window.start(), window.generation(), sealed);
  }
}

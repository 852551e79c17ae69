package io.varve.promql.script;

import io.varve.model.FloatHistogram;
import io.varve.model.FloatValue;
import io.varve.model.Histogram;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.SeriesSamples;
import java.util.List;

/** What a selector found in a shard of a {@link MemoryStorage}. */
final class MemorySeries implements ShardSeries {
  private final List<Selected> selected;
  private final long minT;
  private final long maxT;

  /** A series and all its samples. */
  record Selected(Labels labels, List<Sample> samples) {}

  MemorySeries(List<Selected> selected, long minT, long maxT) {
    this.selected = selected;
    this.minT = minT;
    this.maxT = maxT;
  }

  @Override
  public int size() {
    return selected.size();
  }

  @Override
  public Labels labels(int i) {
    return selected.get(i).labels();
  }

  @Override
  public void samples(int i, SeriesSamples into) {
    into.clear();
    for (Sample sample : selected.get(i).samples()) {
      if (sample.t() >= minT && sample.t() <= maxT) {
        switch (sample.value()) {
          case FloatValue(double value) -> into.add(sample.t(), value);
          case Histogram histogram -> into.add(sample.t(), histogram.toFloat());
          case FloatHistogram histogram -> into.add(sample.t(), histogram);
        }
        into.start(sample.st());
      }
    }
  }

  @Override
  public void close() {}
}

package io.varve.promql.aggregate;

import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * {@code limit_ratio}: the series whose place between 0 and 1, which their labels' hash gives, lies
 * below the ratio or, for a negative one, at or above 1 plus the ratio: what the ratio and the
 * ratio less 1 choose is the whole, and nothing twice.
 */
final class SampledState implements GroupState, StateReader.Body {
  private record Series(Labels labels, boolean dropName, PackedColumn values) {}

  private final double[] ratios;
  private final int steps;
  private final List<Series> series = new ArrayList<>();
  private long bytes = 64;

  SampledState(double[] ratios, int steps) {
    this.ratios = ratios;
    this.steps = steps;
  }

  @Override
  public void add(Labels labels, boolean dropName, Column values) {
    double place = LabelsHash.place(labels);
    PackedColumn kept = PackedColumn.of(values, step -> isChosen(place, ratios[step]));
    if (!kept.present().isEmpty()) {
      add(new Series(labels, dropName, kept));
    }
  }

  private static boolean isChosen(double place, double ratio) {
    double r = Math.clamp(ratio, -1.0, 1.0);
    return r >= 0 ? place < r : place >= 1 + r;
  }

  private void add(Series added) {
    series.add(added);
    bytes += 32 + added.values.bytes();
  }

  @Override
  public void merge(GroupState other) {
    ((SampledState) other).series.forEach(this::add);
  }

  @Override
  public SeriesHeaders outputs(Labels group, boolean groupDropsName) {
    BitSet drop = new BitSet();
    for (int i = 0; i < series.size(); i++) {
      drop.set(i, series.get(i).dropName);
    }
    return new SeriesHeaders(series.stream().map(Series::labels).toList(), drop, false);
  }

  @Override
  public void present(int output, Column into) {
    into.reset(steps);
    series.get(output).values.copyTo(into);
  }

  @Override
  public Set<GroupRemark> remarks() {
    return Set.of();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public byte[] encode() {
    StateWriter out = new StateWriter(StateFormat.LIMIT_RATIO, steps).u32(series.size());
    for (Series s : series) {
      out.series(s.labels, s.dropName);
      s.values.encode(out, steps);
      StepHistograms.encode(s.values.histograms(), steps, out);
    }
    return out.toBytes();
  }

  @Override
  public void decode(StateReader in) {
    for (int left = in.count(5); left > 0; left--) {
      boolean dropName = in.u8() == 1;
      Labels labels = in.labels();
      PackedColumn values = PackedColumn.decode(in, steps);
      add(new Series(labels, dropName, values.with(StepHistograms.decode(steps, in))));
    }
  }
}

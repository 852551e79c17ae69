package io.varve.promql.aggregate;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state that knows a few numbers of each step, its fields, and presents one series: all
 * aggregations but those that must see every value.
 */
abstract class CellState implements GroupState, StateReader.Body {
  /** What an aggregation does with histograms. */
  enum Histograms {
    /** It takes no notice of what a value is. */
    AS_VALUES,
    /** It looks at floats only. */
    IGNORED,
    /** It adds them up. */
    SUM,
    /** It takes their mean. */
    MEAN
  }

  private final int kind;
  private final int steps;
  private final Histograms use;
  private final BitSet present = new BitSet();

  /** The histograms of {@code sum} and {@code avg}; null where there are floats only. */
  private @Nullable HistogramCells histograms;

  private boolean ignored;

  /** The fields, each over all steps. */
  final double[][] fields;

  CellState(int kind, int steps, int fieldCount, Histograms use) {
    this.kind = kind;
    this.use = use;
    this.steps = steps;
    this.fields = new double[fieldCount][steps];
  }

  /** Sets the fields of a step to those of its first value; they are zero before. */
  abstract void first(int step, double value);

  /** Adds another value to a step. */
  abstract void more(int step, double value);

  /** Adds another state's step to a step, both with values. */
  abstract void combine(int step, double[][] others);

  /** Returns the value of a step. */
  abstract double result(int step);

  final int kind() {
    return kind;
  }

  @Override
  public final void add(Labels labels, boolean dropName, Column values) {
    if (values.hasHistograms() && use != Histograms.AS_VALUES) {
      addMixed(labels, values);
      return;
    }
    for (int i = values.next(0); i < steps; i = values.next(i + 1)) {
      addFloat(i, values.get(i));
    }
  }

  private void addFloat(int step, double value) {
    if (present.get(step)) {
      more(step, value);
    } else {
      present.set(step);
      first(step, value);
    }
  }

  private void addMixed(Labels labels, Column values) {
    for (int i = values.next(0); i < steps; i = values.next(i + 1)) {
      FloatHistogram histogram = values.histogram(i);
      if (histogram == null) {
        addFloat(i, values.get(i));
      } else if (use == Histograms.IGNORED) {
        ignored = true;
      } else {
        HistogramCells cells = histograms();
        cells.name(labels.metricName());
        cells.add(i, histogram);
      }
    }
  }

  private HistogramCells histograms() {
    if (histograms == null) {
      histograms = new HistogramCells(use == Histograms.MEAN, steps);
    }
    return histograms;
  }

  @Override
  public final void merge(GroupState other) {
    CellState o = (CellState) other;
    ignored |= o.ignored;
    if (o.histograms != null) {
      histograms().merge(o.histograms);
    }
    for (int i = o.present.nextSetBit(0); i >= 0; i = o.present.nextSetBit(i + 1)) {
      if (present.get(i)) {
        combine(i, o.fields);
      } else {
        present.set(i);
        for (int field = 0; field < fields.length; field++) {
          fields[field][i] = o.fields[field][i];
        }
      }
    }
  }

  @Override
  public final SeriesHeaders outputs(Labels group, boolean dropName) {
    BitSet drop = new BitSet(1);
    drop.set(0, dropName);
    return new SeriesHeaders(List.of(group), drop);
  }

  @Override
  public final void present(int output, Column into) {
    into.reset(steps);
    for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
      into.set(i, result(i));
    }
    if (histograms != null) {
      histograms.present(into);
    }
  }

  @Override
  public final Set<GroupRemark> remarks() {
    if (histograms != null) {
      return histograms.remarks();
    }
    return ignored ? Set.of(GroupRemark.IGNORED) : Set.of();
  }

  @Override
  public final String metricName() {
    return histograms == null ? "" : histograms.metricName();
  }

  @Override
  public final long bytes() {
    return 128
        + steps / 8
        + fields.length * (16 + 8L * steps)
        + (histograms == null ? 0 : histograms.bytes());
  }

  @Override
  public final byte[] encode() {
    StateWriter out = new StateWriter(kind, steps).bitmap(present, steps);
    for (double[] field : fields) {
      present.stream().forEach(i -> out.f64(field[i]));
    }
    if (histograms != null) {
      histograms.encode(out);
    } else if (ignored) {
      out.u8(StateFormat.IGNORED);
    }
    return out.toBytes();
  }

  @Override
  public final void decode(StateReader in) {
    present.or(in.bitmap(steps));
    for (double[] field : fields) {
      for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
        field[i] = in.f64();
      }
    }
    if (in.hasMore()) {
      switch (use) {
        case AS_VALUES -> throw in.broken("histograms where all are values");
        case IGNORED -> ignored = in.ignored();
        case SUM, MEAN -> histograms = HistogramCells.decode(use == Histograms.MEAN, steps, in);
      }
    }
  }
}

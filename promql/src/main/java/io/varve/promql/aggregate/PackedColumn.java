package io.varve.promql.aggregate;

import io.varve.model.FloatHistogram;
import io.varve.promql.value.Column;
import io.varve.promql.value.HistogramSize;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of one series without the gaps.
 *
 * @param present the steps that have a value; not written after construction
 * @param values one for each bit that is set, in order; not written after construction
 * @param histograms the values that are histograms by their steps; null if there is none
 */
record PackedColumn(
    BitSet present, double[] values, @Nullable FloatHistogram @Nullable [] histograms) {
  /** Tells which steps' values are kept. */
  interface Keep {
    boolean at(int step);
  }

  /** Returns those values of a column that are to be kept. */
  static PackedColumn of(Column column, Keep keep) {
    BitSet present = new BitSet();
    double[] values = new double[column.count()];
    int n = 0;
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      if (keep.at(i)) {
        present.set(i);
        values[n++] = column.get(i);
      }
    }
    return new PackedColumn(present, values, values(column, present));
  }

  private static @Nullable FloatHistogram @Nullable [] values(Column column, BitSet present) {
    if (!column.hasHistograms()) {
      return null;
    }
    @Nullable FloatHistogram[] histograms = new FloatHistogram[column.steps()];
    present.stream().forEach(i -> histograms[i] = column.histogram(i));
    return histograms;
  }

  /** Reads what {@link #encode} has written. */
  static PackedColumn decode(StateReader in, int steps) {
    BitSet present = in.bitmap(steps);
    double[] values = new double[present.cardinality()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.f64();
    }
    return new PackedColumn(present, values, null);
  }

  void encode(StateWriter out, int steps) {
    out.bitmap(present, steps);
    for (int i = 0; i < present.cardinality(); i++) {
      out.f64(values[i]);
    }
  }

  /** Returns the same with histograms at some steps. */
  PackedColumn with(@Nullable FloatHistogram @Nullable [] newHistograms) {
    return new PackedColumn(present, values, newHistograms);
  }

  /** Sets the values in a column that has none. */
  void copyTo(Column column) {
    int n = 0;
    for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
      FloatHistogram histogram = histograms == null ? null : histograms[i];
      if (histogram == null) {
        column.set(i, values[n]);
      } else {
        column.set(i, histogram);
      }
      n++;
    }
  }

  /** Returns how many bytes of heap it takes, about. */
  long bytes() {
    return 96 + present.size() / 8 + 8L * values.length + HistogramSize.bytes(histograms);
  }
}

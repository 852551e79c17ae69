package io.varve.promql.aggregate;

import io.varve.model.FloatHistogram;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.value.Column;
import io.varve.promql.value.HistogramDecoder;
import io.varve.promql.value.HistogramEncoder;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The histograms that a group of {@code sum} or {@code avg} has besides its floats. Where both are
 * at one step, nothing comes of them. Not thread-safe.
 */
final class HistogramCells {
  private final boolean mean;
  private final @Nullable HistogramCell[] cells;

  /** At which steps custom buckets were brought together. */
  private final BitSet reconciled = new BitSet();

  private final Set<GroupRemark> remarks = EnumSet.noneOf(GroupRemark.class);
  private final Set<HistogramRemark> scratch = EnumSet.noneOf(HistogramRemark.class);

  /** The least of the names of metrics, whatever the order in which they come; null for none. */
  private @Nullable String metricName;

  private long bytes;

  HistogramCells(boolean mean, int steps) {
    this.mean = mean;
    this.cells = new HistogramCell[steps];
    this.bytes = 64 + 8L * steps;
  }

  void name(String name) {
    metricName = metricName == null || name.compareTo(metricName) < 0 ? name : metricName;
  }

  void add(int step, FloatHistogram h) {
    HistogramCell cell = cells[step];
    if (cell == null) {
      cell = HistogramCell.of(mean);
      cells[step] = cell;
    } else {
      bytes -= cell.bytes();
    }
    cell.add(h, scratch);
    note(step);
    bytes += cell.bytes();
  }

  /** Notes what a calculation at a step has remarked; mixed schemas are known to the cell. */
  private void note(int step) {
    if (scratch.contains(HistogramRemark.RECONCILED_IN_AGGREGATION)) {
      reconciled.set(step);
    }
    if (scratch.contains(HistogramRemark.COLLISION_IN_AGGREGATION)) {
      remarks.add(GroupRemark.COLLISION);
    }
    scratch.clear();
  }

  void merge(HistogramCells other) {
    reconciled.or(other.reconciled);
    if (other.metricName != null) {
      name(other.metricName);
    }
    for (int i = 0; i < cells.length; i++) {
      HistogramCell theirs = other.cells[i];
      HistogramCell ours = cells[i];
      if (theirs != null && ours == null) {
        cells[i] = theirs;
        bytes += theirs.bytes();
      } else if (theirs != null && ours != null) {
        bytes -= ours.bytes();
        ours.merge(theirs, scratch);
        note(i);
        bytes += ours.bytes();
      }
    }
  }

  /**
   * Sets the results.
   *
   * @param into with the floats' results, which go where there are histograms too
   */
  void present(Column into) {
    for (int i = 0; i < cells.length; i++) {
      HistogramCell cell = cells[i];
      if (cell == null) {
        continue;
      }
      if (into.has(i)) {
        remarks.add(GroupRemark.MIXED_KINDS);
        into.remove(i);
        continue;
      }
      FloatHistogram result = cell.result(scratch);
      if (result == null) {
        remarks.add(GroupRemark.MIXED_SCHEMAS);
        continue;
      }
      into.set(i, result);
      note(i);
      if (reconciled.get(i)) {
        remarks.add(GroupRemark.RECONCILED);
      }
    }
  }

  /** Returns what is to be remarked, after {@link #present}. */
  Set<GroupRemark> remarks() {
    return remarks;
  }

  String metricName() {
    return metricName == null ? "" : metricName;
  }

  long bytes() {
    return bytes;
  }

  void encode(StateWriter out) {
    out.string(metricName());
    BitSet present = new BitSet();
    for (int i = 0; i < cells.length; i++) {
      present.set(i, cells[i] != null);
    }
    out.bitmap(present, cells.length).bitmap(reconciled, cells.length);
    HistogramEncoder histograms = new HistogramEncoder();
    for (HistogramCell cell : cells) {
      if (cell != null) {
        cell.parts().forEach(histograms::write);
      }
    }
    out.bytes(histograms.toBytes());
    for (HistogramCell cell : cells) {
      if (cell != null) {
        cell.encode(out);
      }
    }
  }

  static HistogramCells decode(boolean mean, int steps, StateReader in) {
    HistogramCells result = new HistogramCells(mean, steps);
    result.metricName = in.string();
    BitSet present = in.bitmap(steps);
    in.check(!present.isEmpty(), "no histograms");
    result.reconciled.or(in.bitmap(steps));
    HistogramDecoder histograms = in.histograms();
    for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
      HistogramCell cell = HistogramCell.decode(mean, in, histograms);
      result.cells[i] = cell;
      result.bytes += cell.bytes();
    }
    in.check(!histograms.hasMore(), "more histograms than cells");
    return result;
  }
}

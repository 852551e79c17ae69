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
  private final Set<HistogramRemark> remarks = EnumSet.noneOf(HistogramRemark.class);
  private boolean mixedKinds;

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
    cell.add(h, remarks);
    bytes += cell.bytes();
  }

  void merge(HistogramCells other) {
    remarks.addAll(other.remarks);
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
        ours.merge(theirs, remarks);
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
        mixedKinds = true;
        into.remove(i);
        continue;
      }
      FloatHistogram result = cell.result(remarks);
      if (result == null) {
        remarks.add(HistogramRemark.MIXED_SCHEMAS);
      } else {
        into.set(i, result);
      }
    }
  }

  /** Returns what is to be remarked, after {@link #present}. */
  Set<GroupRemark> remarks() {
    Set<GroupRemark> result = EnumSet.noneOf(GroupRemark.class);
    for (HistogramRemark remark : remarks) {
      switch (remark) {
        case MIXED_SCHEMAS -> result.add(GroupRemark.MIXED_SCHEMAS);
        case COLLISION_IN_AGGREGATION -> result.add(GroupRemark.COLLISION);
        case RECONCILED_IN_AGGREGATION -> result.add(GroupRemark.RECONCILED);
        default -> throw new IllegalStateException("no remark on an aggregation: " + remark);
      }
    }
    if (mixedKinds) {
      result.add(GroupRemark.MIXED_KINDS);
    }
    return result;
  }

  String metricName() {
    return metricName == null ? "" : metricName;
  }

  long bytes() {
    return bytes;
  }

  void encode(StateWriter out) {
    out.u8(GroupRemark.bits(remarks())).string(metricName());
    BitSet present = new BitSet();
    for (int i = 0; i < cells.length; i++) {
      present.set(i, cells[i] != null);
    }
    out.bitmap(present, cells.length);
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
    for (GroupRemark remark : GroupRemark.of(in.u8())) {
      switch (remark) {
        case MIXED_SCHEMAS -> result.remarks.add(HistogramRemark.MIXED_SCHEMAS);
        case COLLISION -> result.remarks.add(HistogramRemark.COLLISION_IN_AGGREGATION);
        case RECONCILED -> result.remarks.add(HistogramRemark.RECONCILED_IN_AGGREGATION);
        case IGNORED, MIXED_KINDS -> throw in.broken("a remark that is not due");
      }
    }
    result.metricName = in.string();
    BitSet present = in.bitmap(steps);
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

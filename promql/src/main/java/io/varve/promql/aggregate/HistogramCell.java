package io.varve.promql.aggregate;

import io.varve.model.FloatHistogram;
import io.varve.promql.histogram.HistogramMean;
import io.varve.promql.histogram.HistogramRemark;
import io.varve.promql.histogram.HistogramSum;
import io.varve.promql.value.HistogramDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The histograms of one group at one step: their sum, or their mean. Not thread-safe. */
sealed interface HistogramCell {
  /** Adds a histogram. */
  void add(FloatHistogram h, Set<HistogramRemark> remarks);

  /** Adds what another cell of the same kind knows, which is then used up. */
  void merge(HistogramCell other, Set<HistogramRemark> remarks);

  /** Returns the result, or null if the histograms do not go together. */
  @Nullable FloatHistogram result(Set<HistogramRemark> remarks);

  /** Returns how many bytes of heap it takes, about. */
  long bytes();

  /** Returns the histograms that the cell consists of. */
  List<FloatHistogram> parts();

  /** Writes all but the {@link #parts}, of which there are {@code 2 n}. */
  void encode(StateWriter out);

  /** Returns an empty cell. */
  static HistogramCell of(boolean mean) {
    return mean ? new Mean(new HistogramMean()) : new Sum(new HistogramSum());
  }

  /** Reads what {@link #encode} has written. */
  static HistogramCell decode(boolean mean, StateReader in, HistogramDecoder histograms) {
    double count = mean ? in.f64() : 0;
    boolean incremental = mean && in.u8() == 1;
    int flags = in.u8();
    int parts = in.u8();
    List<FloatHistogram> all = new ArrayList<>(parts);
    for (int i = 0; i < parts; i++) {
      all.add(histograms.read());
    }
    try {
      HistogramSum sum = HistogramSum.of(flags, all);
      return mean ? new Mean(HistogramMean.of(count, incremental, sum)) : new Sum(sum);
    } catch (IllegalArgumentException e) {
      throw in.broken(String.valueOf(e.getMessage()));
    }
  }

  private static void encodeSum(HistogramSum sum, StateWriter out) {
    out.u8(sum.flags()).u8(sum.parts().size());
  }

  /** Of {@code sum}. */
  record Sum(HistogramSum sum) implements HistogramCell {
    @Override
    public void add(FloatHistogram h, Set<HistogramRemark> remarks) {
      sum.add(h, remarks);
    }

    @Override
    public void merge(HistogramCell other, Set<HistogramRemark> remarks) {
      sum.merge(((Sum) other).sum, remarks);
    }

    @Override
    public @Nullable FloatHistogram result(Set<HistogramRemark> remarks) {
      sum.compact();
      return sum.hasTotal() ? sum.total(remarks) : null;
    }

    @Override
    public long bytes() {
      return sum.bytes();
    }

    @Override
    public List<FloatHistogram> parts() {
      return sum.parts();
    }

    @Override
    public void encode(StateWriter out) {
      encodeSum(sum, out);
    }
  }

  /** Of {@code avg}. */
  record Mean(HistogramMean mean) implements HistogramCell {
    @Override
    public void add(FloatHistogram h, Set<HistogramRemark> remarks) {
      mean.add(h, remarks);
    }

    @Override
    public void merge(HistogramCell other, Set<HistogramRemark> remarks) {
      mean.merge(((Mean) other).mean, remarks);
    }

    @Override
    public @Nullable FloatHistogram result(Set<HistogramRemark> remarks) {
      mean.compact();
      return mean.hasMean() ? mean.mean(remarks) : null;
    }

    @Override
    public long bytes() {
      return mean.bytes();
    }

    @Override
    public List<FloatHistogram> parts() {
      return mean.sum().parts();
    }

    @Override
    public void encode(StateWriter out) {
      out.f64(mean.count()).u8(mean.isIncremental() ? 1 : 0);
      encodeSum(mean.sum(), out);
    }
  }
}

package io.varve.promql.aggregate;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.HistogramSize;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code topk}, {@code bottomk} and {@code limitk}: at each step the first k series in the order of
 * a {@link Ranking}. Over a single step, the outputs come in that order.
 */
final class RankingState implements GroupState, StateReader.Body {
  private final int kind;
  private final Ranking ranking;
  private final double[] limits;
  private final Chosen[] chosen;

  /** Series that are, or were, chosen at some step. */
  private final List<Labels> series = new ArrayList<>();

  private final BitSet dropName = new BitSet();

  /** Of series chosen for their labels, those values that are histograms, by step. */
  private final Int2ObjectMap<@Nullable FloatHistogram[]> histograms =
      new Int2ObjectOpenHashMap<>(0);

  private boolean ignored;
  private long bytes;

  /** Of each output, its series; and where its values begin in those two arrays. */
  private int[] outputs = {};

  private int[] begins = {};
  private int[] stepsOf = {};
  private double[] valuesOf = {};

  RankingState(int kind, Ranking ranking, double[] limits, int steps) {
    this.kind = kind;
    this.ranking = ranking;
    this.limits = limits;
    this.chosen = new Chosen[steps];
    Arrays.setAll(chosen, _ -> new Chosen());
    this.bytes = 128 + 96L * steps;
  }

  int kind() {
    return kind;
  }

  @Override
  public void add(Labels labels, boolean drop, Column values) {
    int candidate = series.size();
    series.add(labels);
    boolean taken = false;
    if (values.hasHistograms()) {
      taken = addMixed(candidate, values);
    } else {
      for (int i = values.next(0); i < chosen.length; i = values.next(i + 1)) {
        taken |= offer(i, candidate, values.get(i));
      }
    }
    keep(candidate, drop, taken);
  }

  private boolean addMixed(int candidate, Column values) {
    boolean taken = false;
    boolean histogramTaken = false;
    @Nullable FloatHistogram[] kept = new FloatHistogram[chosen.length];
    for (int i = values.next(0); i < chosen.length; i = values.next(i + 1)) {
      FloatHistogram histogram = values.histogram(i);
      if (histogram != null && ranking != Ranking.ANY) {
        ignored = true;
      } else if (offer(i, candidate, values.get(i))) {
        taken = true;
        histogramTaken |= histogram != null;
        kept[i] = histogram;
      }
    }
    if (histogramTaken) {
      keep(candidate, kept);
    }
    return taken;
  }

  private void keep(int candidate, @Nullable FloatHistogram[] kept) {
    histograms.put(candidate, kept);
    bytes += HistogramSize.bytes(kept);
  }

  @Override
  public void merge(GroupState other) {
    RankingState o = (RankingState) other;
    int offset = series.size();
    series.addAll(o.series);
    o.dropName.stream().forEach(i -> dropName.set(offset + i));
    bytes += 16L * o.series.size();
    ignored |= o.ignored;
    o.histograms.int2ObjectEntrySet().forEach(e -> keep(offset + e.getIntKey(), e.getValue()));
    for (int step = 0; step < chosen.length; step++) {
      for (int i = 0; i < o.chosen[step].size; i++) {
        offer(step, offset + o.chosen[step].series[i], o.chosen[step].values[i]);
      }
    }
  }

  /** Keeps the last series of the list if it was chosen anywhere, or forgets it. */
  private void keep(int candidate, boolean drop, boolean taken) {
    if (taken) {
      dropName.set(candidate, drop);
      bytes += 16;
    } else {
      series.removeLast();
    }
  }

  private boolean offer(int step, int candidate, double value) {
    int limit = limit(step);
    Chosen at = chosen[step];
    if (!at.takes(limit, candidate, value, this::isAfter)) {
      return false;
    }
    int capacity = at.series.length;
    at.add(limit, candidate, value, this::isAfter);
    bytes += 12L * (at.series.length - capacity);
    return true;
  }

  private int limit(int step) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE - 8, limits[step]));
  }

  private boolean isAfter(int a, double valueA, int b, double valueB) {
    return ranking.compare(valueA, series.get(a), valueB, series.get(b)) > 0;
  }

  @Override
  public SeriesHeaders outputs(Labels group, boolean groupDropsName) {
    for (Chosen at : chosen) {
      at.sort(this::isAfter);
    }
    index();
    List<Labels> labels = new ArrayList<>(outputs.length);
    BitSet drop = new BitSet();
    for (int output : outputs) {
      drop.set(labels.size(), dropName.get(output));
      labels.add(series.get(output));
    }
    return new SeriesHeaders(labels, drop, false);
  }

  /** Turns the choice by step into values by series. */
  private void index() {
    int[] places = new int[series.size()];
    Arrays.fill(places, -1);
    int[] order = new int[series.size()];
    int[] counts = new int[series.size() + 1];
    int used = 0;
    for (Chosen at : chosen) {
      for (int i = 0; i < at.size; i++) {
        int s = at.series[i];
        if (places[s] < 0) {
          places[s] = used;
          order[used++] = s;
        }
        counts[places[s] + 1]++;
      }
    }
    for (int i = 0; i < used; i++) {
      counts[i + 1] += counts[i];
    }
    outputs = Arrays.copyOf(order, used);
    begins = Arrays.copyOf(counts, used + 1);
    stepsOf = new int[begins[used]];
    valuesOf = new double[begins[used]];
    int[] next = Arrays.copyOf(begins, used);
    for (int step = 0; step < chosen.length; step++) {
      for (int i = 0; i < chosen[step].size; i++) {
        int to = next[places[chosen[step].series[i]]]++;
        stepsOf[to] = step;
        valuesOf[to] = chosen[step].values[i];
      }
    }
  }

  @Override
  public void present(int output, Column into) {
    into.reset(chosen.length);
    @Nullable FloatHistogram[] kept = histograms.get(outputs[output]);
    for (int i = begins[output]; i < begins[output + 1]; i++) {
      FloatHistogram histogram = kept == null ? null : kept[stepsOf[i]];
      if (histogram == null) {
        into.set(stepsOf[i], valuesOf[i]);
      } else {
        into.set(stepsOf[i], histogram);
      }
    }
  }

  @Override
  public Set<GroupRemark> remarks() {
    return ignored ? Set.of(GroupRemark.IGNORED) : Set.of();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public byte[] encode() {
    index();
    StateWriter out = new StateWriter(kind, chosen.length).u32(outputs.length);
    int[] places = new int[series.size()];
    for (int i = 0; i < outputs.length; i++) {
      places[outputs[i]] = i;
      out.series(series.get(outputs[i]), dropName.get(outputs[i]));
    }
    for (Chosen at : chosen) {
      out.u32(at.size);
      for (int i = 0; i < at.size; i++) {
        out.u32(places[at.series[i]]).f64(at.values[i]);
      }
    }
    if (ignored) {
      out.u8(StateFormat.IGNORED);
    }
    if (!histograms.isEmpty()) {
      for (int output : outputs) {
        StepHistograms.encode(histograms.get(output), chosen.length, out);
      }
    }
    return out.toBytes();
  }

  @Override
  public void decode(StateReader in) {
    int count = in.count(5);
    for (int i = 0; i < count; i++) {
      dropName.set(i, in.u8() == 1);
      series.add(in.labels());
    }
    bytes += 16L * count;
    for (int step = 0; step < chosen.length; step++) {
      int size = in.count(12);
      in.check(size <= limit(step), "more series than asked for");
      for (int left = size; left > 0; left--) {
        offer(step, in.below(count), in.f64());
      }
    }
    if (in.hasMore() && ranking != Ranking.ANY) {
      ignored = in.ignored();
    } else if (in.hasMore()) {
      for (int i = 0; i < count; i++) {
        @Nullable FloatHistogram[] kept = StepHistograms.decode(chosen.length, in);
        if (kept != null) {
          keep(i, kept);
        }
      }
      in.check(!histograms.isEmpty(), "no histograms");
    }
  }
}

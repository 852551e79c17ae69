package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.scalar.LabelFunction;
import io.varve.promql.scalar.Relabelled;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Changes labels: puts the series into the order of the new ones, and makes one series of those
 * that have become equal, as far as {@link Duplicates} allows it.
 */
final class Relabel implements SeriesOperator {
  /** Keeps labels as they are, for equal ones to be found. */
  static final LabelFunction NO_CHANGE = Relabelled::new;

  /** What a label set takes besides its pairs; the strings are those of the storage. */
  private static final long LABELS_BYTES = 64;

  private final SeriesOperator child;
  private final LabelFunction change;
  private final Duplicates duplicates;
  private final ColumnStore store;
  private final Reservation reservation;

  /** The series of the child that make up each output. */
  private List<IntList> outputs = List.of();

  /** Whether each series of the child is an output in its turn. */
  private boolean passThrough;

  private int next;

  Relabel(
      SeriesOperator child,
      LabelFunction change,
      Duplicates duplicates,
      int steps,
      QueryContext ctx) {
    this.child = child;
    this.change = change;
    this.duplicates = duplicates;
    this.store = new ColumnStore(child, steps, ctx);
    this.reservation = ctx.reservation();
  }

  @Override
  public SeriesHeaders open() {
    SeriesHeaders in = store.open();
    List<Labels> labels = new ArrayList<>(in.size());
    BitSet dropName = new BitSet();
    boolean rising = true;
    boolean distinct = true;
    for (int i = 0; i < in.size(); i++) {
      Relabelled changed = change.apply(in.labels(i), in.dropName(i));
      labels.add(changed.labels());
      if (!changed.labels().equals(in.labels(i))) {
        reservation.grow(LABELS_BYTES + 16L * changed.labels().size());
      }
      dropName.set(i, changed.dropName());
      if (i > 0) {
        int c = labels.get(i - 1).compareTo(labels.get(i));
        rising &= c <= 0;
        distinct &= c < 0;
      }
    }
    boolean keep = duplicates == Duplicates.KEEP;
    if (in.sorted() ? rising && (distinct || keep) : keep) {
      passThrough = true;
      return new SeriesHeaders(labels, dropName, in.sorted());
    }
    outputs = in.sorted() ? sorted(labels, keep) : grouped(labels);
    List<Labels> outLabels = new ArrayList<>(outputs.size());
    BitSet outDropName = new BitSet();
    for (IntList members : outputs) {
      int first = members.getInt(0);
      outDropName.set(outLabels.size(), dropName.get(first));
      outLabels.add(labels.get(first));
      members.forEach(store::expect);
    }
    return new SeriesHeaders(outLabels, outDropName, in.sorted());
  }

  private static List<IntList> sorted(List<Labels> labels, boolean keep) {
    List<IntList> result = new ArrayList<>();
    int[] order =
        IntStream.range(0, labels.size())
            .boxed()
            .sorted((a, b) -> labels.get(a).compareTo(labels.get(b)))
            .mapToInt(i -> i)
            .toArray();
    for (int k = 0; k < order.length; k++) {
      if (keep || k == 0 || !labels.get(order[k]).equals(labels.get(order[k - 1]))) {
        result.add(new IntArrayList(1));
      }
      result.getLast().add(order[k]);
    }
    return result;
  }

  private static List<IntList> grouped(List<Labels> labels) {
    Map<Labels, IntList> groups = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      groups.computeIfAbsent(labels.get(i), _ -> new IntArrayList(1)).add(i);
    }
    return List.copyOf(groups.values());
  }

  @Override
  public boolean next(Column into) {
    if (passThrough) {
      return child.next(into);
    }
    if (next == outputs.size()) {
      store.finish();
      return false;
    }
    IntList members = outputs.get(next++);
    into.copyFrom(store.get(members.getInt(0)));
    store.done(members.getInt(0));
    for (int k = 1; k < members.size(); k++) {
      Column part = store.get(members.getInt(k));
      duplicates.check(into, part);
      into.fillFrom(part);
      store.done(members.getInt(k));
    }
    return true;
  }

  @Override
  public void close() {
    reservation.close();
    store.close();
  }
}

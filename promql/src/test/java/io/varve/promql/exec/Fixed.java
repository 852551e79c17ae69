package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.plan.EvalSettings;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.GoNumbers;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Series that are given as they are, and the means to print series. A dash is an absent value: row
 * "1 - 3" has values at the first and the third step.
 */
final class Fixed implements SeriesOperator {
  private final List<Labels> labels = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final BitSet dropName = new BitSet();
  private boolean sorted = true;
  private int next;

  Fixed row(String row, String... labelPairs) {
    labels.add(Labels.of(labelPairs));
    rows.add(row);
    return this;
  }

  /** Adds a series that loses its name at the end. */
  Fixed marked(String row, String... labelPairs) {
    dropName.set(labels.size());
    return row(row, labelPairs);
  }

  Fixed unsorted() {
    sorted = false;
    return this;
  }

  /** How many columns were read. */
  int read() {
    return next;
  }

  @Override
  public SeriesHeaders open() {
    return new SeriesHeaders(labels, dropName, sorted);
  }

  @Override
  public boolean next(Column into) {
    if (next == rows.size()) {
      return false;
    }
    String[] values = rows.get(next++).split(" ");
    into.reset(values.length);
    for (int i = 0; i < values.length; i++) {
      if (!values[i].equals("-")) {
        into.set(i, Double.parseDouble(values[i]));
      }
    }
    return true;
  }

  @Override
  public void close() {}

  static QueryContext context() {
    return context(false);
  }

  static QueryContext context(boolean delayedNameRemoval) {
    return new QueryContext(
        new EvalSettings(300_000, delayedNameRemoval, false),
        new QueryControl(),
        new MemoryBudget(MemoryPool.UNLIMITED, 1 << 20),
        new SampleCount(1000),
        new Annotations());
  }

  /**
   * Reads an operator to its end and prints its series; a star marks those that lose their name.
   */
  static List<String> print(SeriesOperator operator) {
    try (operator) {
      SeriesHeaders headers = operator.open();
      List<String> lines = new ArrayList<>();
      Column column = new Column();
      while (operator.next(column)) {
        int i = lines.size();
        StringBuilder line = new StringBuilder(headers.labels(i).toString());
        line.append(headers.dropName(i) ? "*" : "");
        for (int step = 0; step < column.steps(); step++) {
          line.append(' ').append(column.has(step) ? GoNumbers.plain(column.get(step)) : "-");
        }
        lines.add(line.toString());
      }
      if (lines.size() != headers.size()) {
        throw new AssertionError(headers.size() + " headers, but " + lines);
      }
      return lines;
    }
  }
}

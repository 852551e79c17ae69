package io.varve.promql.differential;

import io.varve.model.VarveException;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.value.SeriesSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What came of a query.
 *
 * @param lines the labels of each series, in the order of the answer; or that it failed
 * @param times of the samples of each series
 * @param values of the samples of each series
 * @param notes annotations
 */
record Outcome(
    List<String> lines, List<List<Long>> times, List<double[]> values, List<String> notes) {
  private static final double TOLERANCE = 1e-9;
  private static final String FAILED = "failed";

  static Outcome of(String query, Supplier<QueryResult> evaluation) {
    Outcome outcome =
        new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (QueryResult result = evaluation.get()) {
      outcome.read(result);
      outcome.notes.addAll(result.annotations().warnings(query, 0));
      outcome.notes.addAll(result.annotations().infos(query, 0));
      return outcome;
    } catch (VarveException _) {
      // Which of several reasons is met first may differ.
      return new Outcome(List.of(FAILED), List.of(), List.of(), List.of());
    }
  }

  boolean failed() {
    return lines.equals(List.of(FAILED));
  }

  private void read(QueryResult result) {
    switch (result) {
      case QueryResult.Vector v -> {
        while (v.next()) {
          add(v.labels().toString(), List.of(v.time()), v.value());
        }
      }
      case QueryResult.Matrix m -> {
        while (m.next()) {
          SeriesSamples s = m.samples();
          List<Long> at = new ArrayList<>();
          double[] read = new double[s.size()];
          for (int i = 0; i < read.length; i++) {
            at.add(s.time(i));
            read[i] = s.value(i);
          }
          add(m.labels().toString(), at, read);
        }
      }
      case QueryResult.Scalar s -> add("scalar", List.of(s.time()), s.value());
      case QueryResult.Str s -> add(s.value(), List.of());
    }
  }

  private void add(String line, List<Long> at, double... read) {
    lines.add(line);
    times.add(at);
    values.add(read);
  }

  /** Returns whether both are the same but for the last bits of values. */
  boolean agrees(Outcome other) {
    if (!lines.equals(other.lines) || !times.equals(other.times) || !notes.equals(other.notes)) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      for (int k = 0; k < values.get(i).length; k++) {
        if (!close(values.get(i)[k], other.values.get(i)[k])) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean close(double a, double b) {
    return Double.compare(a, b) == 0
        || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  @Override
  public String toString() {
    StringBuilder sb = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      sb.append(lines.get(i));
      for (int k = 0; i < values.size() && k < values.get(i).length; k++) {
        sb.append(' ').append(values.get(i)[k]).append('@').append(times.get(i).get(k));
      }
      sb.append('\n');
    }
    return sb.append(notes).toString();
  }
}

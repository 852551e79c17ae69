package io.varve.promql.differential;

import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import io.varve.model.VarveException;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.value.SeriesSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What came of a query.
 *
 * @param lines the labels of each series, in the order of the answer; or that it failed
 * @param times of the samples of each series
 * @param values of the samples of each series; of a histogram all its numbers
 * @param notes annotations
 */
record Outcome(
    List<String> lines, List<List<Long>> times, List<double[]> values, List<String> notes) {
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
          add(v.labels().toString(), List.of(v.time()), numbers(v.value(), v.histogram()));
        }
      }
      case QueryResult.Matrix m -> {
        while (m.next()) {
          SeriesSamples s = m.samples();
          List<Long> at = new ArrayList<>();
          List<double[]> read = new ArrayList<>();
          for (int i = 0; i < s.size(); i++) {
            at.add(s.time(i));
            read.add(numbers(s.value(i), s.histogram(i)));
          }
          add(m.labels().toString(), at, read.stream().flatMapToDouble(Arrays::stream).toArray());
        }
      }
      case QueryResult.Scalar s -> add("scalar", List.of(s.time()), s.value());
      case QueryResult.Str s -> add(s.value(), List.of());
    }
  }

  /** A float is one number; a histogram is many, and as many where it is the same. */
  private static double[] numbers(double value, @Nullable FloatHistogram h) {
    if (h == null) {
      return new double[] {value};
    }
    DoubleStream.Builder numbers = DoubleStream.builder();
    numbers.add(h.schema()).add(h.count()).add(h.sum()).add(h.zeroCount()).add(h.zeroThreshold());
    numbers.add(h.counterResetHint().code());
    for (List<Span> spans : List.of(h.positiveSpans(), h.negativeSpans())) {
      spans.forEach(span -> numbers.add(span.offset()).add(span.length()));
    }
    Arrays.stream(h.positiveBuckets()).forEach(numbers);
    Arrays.stream(h.negativeBuckets()).forEach(numbers);
    Arrays.stream(h.customValues()).forEach(numbers);
    return numbers.build().toArray();
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
      if (values.get(i).length != other.values.get(i).length) {
        return false;
      }
      for (int k = 0; k < values.get(i).length; k++) {
        if (!LastBits.agree(values.get(i)[k], other.values.get(i)[k])) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder sb = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      sb.append(lines.get(i));
      if (i < values.size()) {
        sb.append(' ').append(Arrays.toString(values.get(i))).append('@').append(times.get(i));
      }
      sb.append('\n');
    }
    return sb.append(notes).toString();
  }
}

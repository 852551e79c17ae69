package io.varve.promql.script;

import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.script.Evaluation.MatrixValue;
import io.varve.promql.script.Evaluation.ResultSeries;
import io.varve.promql.script.Evaluation.ScalarValue;
import io.varve.promql.script.Evaluation.StringValue;
import io.varve.promql.script.Evaluation.VectorValue;
import io.varve.promql.script.Expectation.ExpectedSeries;
import io.varve.promql.script.Expectation.Grid;
import io.varve.promql.script.Expectation.ScalarResult;
import io.varve.promql.script.Expectation.SeriesResult;
import io.varve.promql.script.Expectation.StringResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the value of a query with what a script expects. */
final class ResultComparison {
  private ResultComparison() {}

  /**
   * Compares.
   *
   * @param ordered whether a vector's order counts
   * @return the first difference, or nothing when there is none
   */
  static Optional<Mismatch> compare(
      Expectation.Result expected, boolean ordered, Evaluation.Value actual) {
    return switch (actual) {
      case ScalarValue(double value) -> scalar(expected, value);
      case StringValue(String value) -> string(expected, value);
      case VectorValue(List<ResultSeries> series) ->
          expected instanceof SeriesResult result
              ? vector(result, ordered, series)
              : mismatch(print(expected), print(series));
      case MatrixValue(List<ResultSeries> series) ->
          expected instanceof SeriesResult result && !ordered
              ? matrix(result, series)
              : mismatch(ordered ? "a vector in order" : print(expected), print(series));
    };
  }

  private static Optional<Mismatch> scalar(Expectation.Result expected, double value) {
    return expected instanceof ScalarResult(double wanted) && Values.alike(wanted, value)
        ? Optional.empty()
        : mismatch(print(expected), "scalar " + Values.print(value));
  }

  private static Optional<Mismatch> string(Expectation.Result expected, String value) {
    return expected instanceof StringResult(String wanted) && wanted.equals(value)
        ? Optional.empty()
        : mismatch(print(expected), "string \"" + value + "\"");
  }

  private static Optional<Mismatch> vector(
      SeriesResult expected, boolean ordered, List<ResultSeries> actual) {
    int position = 0;
    for (ResultSeries series : actual) {
      position++;
      ExpectedSeries wanted = expected.series().get(series.labels());
      if (wanted == null) {
        return mismatch("no series " + series.labels(), print(series));
      }
      if (ordered && wanted.position() != position) {
        return mismatch(
            "%s at position %d".formatted(series.labels(), wanted.position()),
            "it at position " + position);
      }
      Point point = wanted.points().getFirst();
      if (!Values.alike(point, series.samples().getFirst().value())) {
        return mismatch(series.labels() + " " + point, print(series));
      }
    }
    return missing(expected, actual);
  }

  private static Optional<Mismatch> matrix(SeriesResult expected, List<ResultSeries> actual) {
    Optional<Mismatch> unsorted = unsorted(actual);
    if (unsorted.isPresent()) {
      return unsorted;
    }
    for (ResultSeries series : actual) {
      ExpectedSeries wanted = expected.series().get(series.labels());
      if (wanted == null) {
        return mismatch("no series " + series.labels(), print(series));
      }
      Optional<Mismatch> difference = points(expected.grid(), wanted.points(), series);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return missing(expected, actual);
  }

  /** Returns the first pair of series that does not rise by labels. */
  static Optional<Mismatch> unsorted(List<ResultSeries> matrix) {
    for (int i = 1; i < matrix.size(); i++) {
      Labels before = matrix.get(i - 1).labels();
      Labels labels = matrix.get(i).labels();
      if (before.compareTo(labels) > 0) {
        return mismatch("series sorted by labels", "%s before %s".formatted(before, labels));
      }
    }
    return Optional.empty();
  }

  private static Optional<Mismatch> points(Grid grid, List<Point> points, ResultSeries actual) {
    List<String> wanted = new ArrayList<>();
    boolean alike = true;
    int at = 0;
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      long time = grid.time(i);
      if (time > grid.end()) {
        return mismatch(
            "%d points for %s".formatted(points.size(), actual.labels()),
            "a time range that cannot have as many");
      }
      if (!(point instanceof Point.Absent)) {
        wanted.add(point + " @[" + time + "]");
        if (alike && at < actual.samples().size()) {
          Sample sample = actual.samples().get(at);
          alike = sample.t() == time && Values.alike(point, sample.value());
        }
        at++;
      }
    }
    return alike && at == actual.samples().size()
        ? Optional.empty()
        : mismatch(actual.labels() + " " + String.join(" ", wanted), print(actual));
  }

  private static Optional<Mismatch> missing(SeriesResult expected, List<ResultSeries> actual) {
    Set<Labels> seen = new HashSet<>();
    for (ResultSeries series : actual) {
      if (!seen.add(series.labels())) {
        return mismatch("each series once", series.labels() + " twice");
      }
    }
    for (Labels labels : expected.series().keySet()) {
      if (!seen.contains(labels)) {
        return mismatch(labels + " " + expected.series().get(labels).points(), "no such series");
      }
    }
    return Optional.empty();
  }

  private static Optional<Mismatch> mismatch(String expected, String got) {
    return Optional.of(new Mismatch(expected, got));
  }

  private static String print(Expectation.Result expected) {
    return switch (expected) {
      case ScalarResult(double value) -> "scalar " + Values.print(value);
      case StringResult(String value) -> "string \"" + value + "\"";
      case SeriesResult result -> result.series().size() + " series";
    };
  }

  private static String print(List<ResultSeries> series) {
    return series.stream()
        .map(ResultComparison::print)
        .collect(Collectors.joining("; ", series.size() + " series: ", ""));
  }

  private static String print(ResultSeries series) {
    return series.samples().stream()
        .map(s -> " " + Values.print(s.value()) + " @[" + s.t() + "]")
        .collect(Collectors.joining("", series.labels().toString(), ""));
  }
}

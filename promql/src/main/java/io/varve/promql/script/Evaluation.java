package io.varve.promql.script;

import io.varve.model.Labels;
import io.varve.model.Sample;
import java.util.List;

/**
 * What came out of a query that succeeded.
 *
 * @param value the result
 * @param warnings as printed, positions included
 * @param infos as printed, positions included
 */
public record Evaluation(Value value, List<String> warnings, List<String> infos) {
  /** Makes the lists unmodifiable. */
  public Evaluation {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  /** A result. */
  public sealed interface Value {}

  /** An instant vector in the order of the answer; each series has one sample. */
  public record VectorValue(List<ResultSeries> series) implements Value {
    /** Makes the list unmodifiable. */
    public VectorValue {
      series = List.copyOf(series);
    }
  }

  /** A range vector in the order of the answer. */
  public record MatrixValue(List<ResultSeries> series) implements Value {
    /** Makes the list unmodifiable. */
    public MatrixValue {
      series = List.copyOf(series);
    }
  }

  /** A scalar. */
  public record ScalarValue(double value) implements Value {}

  /** A string. */
  public record StringValue(String value) implements Value {}

  /** One series of a result, its samples in order of time. */
  public record ResultSeries(Labels labels, List<Sample> samples) {
    /** Makes the list unmodifiable. */
    public ResultSeries {
      samples = List.copyOf(samples);
    }

    /** Returns the sample at the time, or none. */
    List<Sample> at(long time) {
      return samples.stream().filter(s -> s.t() == time).toList();
    }
  }
}

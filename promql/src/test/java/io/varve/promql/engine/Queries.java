package io.varve.promql.engine;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.script.MemoryStorage;
import io.varve.promql.value.GoNumbers;
import io.varve.promql.value.SeriesSamples;
import java.util.ArrayList;
import java.util.List;

/** Runs queries over series in memory and prints what they give, a line for each series. */
final class Queries {
  private final MemoryStorage storage = new MemoryStorage(4);
  private EngineSettings settings = EngineSettings.DEFAULT;

  Queries with(EngineSettings other) {
    settings = other;
    return this;
  }

  /** Adds a series: name, labels, the step in ms, and the values from time 0 on. */
  Queries load(Object... nameLabelsStepValues) {
    List<String> labels = new ArrayList<>();
    labels.add("__name__");
    int i = 0;
    for (; nameLabelsStepValues[i] instanceof String s; i++) {
      labels.add(s);
    }
    long step = ((Number) nameLabelsStepValues[i++]).longValue();
    Labels series = Labels.of(labels.toArray(String[]::new));
    for (long t = 0; i < nameLabelsStepValues.length; i++, t += step) {
      storage.add(
          series,
          nameLabelsStepValues[i] instanceof FloatHistogram histogram
              ? new Sample(t, 0, histogram)
              : Sample.of(t, ((Number) nameLabelsStepValues[i]).doubleValue()));
    }
    return this;
  }

  List<String> instant(String query, long time) {
    return instant(query, time, QueryOptions.defaults());
  }

  List<String> instant(String query, long time, QueryOptions options) {
    try (QueryResult result = engine().instant(storage, query, time, options)) {
      return print(result);
    }
  }

  List<String> range(String query, long start, long end, long step) {
    try (QueryResult result =
        engine().range(storage, query, start, end, step, QueryOptions.defaults())) {
      return print(result);
    }
  }

  private Engine engine() {
    return new Engine(settings, MemoryPool.UNLIMITED, Runnable::run);
  }

  private static List<String> print(QueryResult result) {
    List<String> lines = new ArrayList<>();
    switch (result) {
      case QueryResult.Vector v -> {
        while (v.next()) {
          lines.add(v.labels() + " " + GoNumbers.plain(v.value()));
        }
      }
      case QueryResult.Matrix m -> {
        while (m.next()) {
          StringBuilder line = new StringBuilder(m.labels().toString());
          SeriesSamples s = m.samples();
          for (int i = 0; i < s.size(); i++) {
            line.append(' ').append(GoNumbers.plain(s.value(i))).append('@').append(s.time(i));
          }
          lines.add(line.toString());
        }
      }
      case QueryResult.Scalar s -> lines.add(GoNumbers.plain(s.value()));
      case QueryResult.Str s -> lines.add(s.value());
    }
    return lines;
  }
}

package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import io.varve.model.ErrorCode;
import io.varve.model.GoQuote;
import io.varve.model.VarveException;
import io.varve.promql.engine.Engine;
import io.varve.promql.engine.QueryOptions;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.exec.QueryControl;
import io.varve.promql.plan.QueryTimes;
import io.varve.promql.storage.QueryStorage;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a query asks for.
 *
 * @param query its text
 * @param times at which it is evaluated
 * @param limit how many series of the answer are wanted; 0 for all
 * @param timeout within which the answer must be there
 * @param lookbackMs of instant selectors; 0 for the engine's own
 * @param stats what was given for {@code stats}; empty for no statistics
 */
record QueryRequest(
    String query, Times times, int limit, Duration timeout, long lookbackMs, String stats) {
  /** The most points of a series: enough for a week in minutes, and for a year in hours. */
  private static final long MAX_STEPS = 11_000;

  /** Times of evaluation, in ms since the epoch. */
  sealed interface Times {
    /** One time. */
    record At(long time) implements Times {}

    /** Start, start + step and so on up to the end, which is inclusive. */
    record Every(long start, long end, long stepMs) implements Times {}
  }

  /** Reads the parameters of {@code query}. */
  static QueryRequest instant(ApiParameters parameters, long now, Duration maxTimeout) {
    int limit = parameters.limit();
    Times times = new Times.At(parameters.time("time", now));
    return withOptions(parameters, times, limit, maxTimeout);
  }

  /** Reads the parameters of {@code query_range}. */
  static QueryRequest range(ApiParameters parameters, Duration maxTimeout) {
    int limit = parameters.limit();
    long start = parameters.requiredTime("start");
    long end = parameters.requiredTime("end");
    if (end < start) {
      throw ApiParameters.invalid("end", "end timestamp must not be before start time");
    }
    long step = parameters.requiredDuration("step").toMillis();
    if (step <= 0) {
      throw ApiParameters.invalid(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if ((end - start) / step > MAX_STEPS) {
      throw new VarveException(
          ErrorCode.INVALID_REQUEST,
          "exceeded maximum resolution of 11,000 points per timeseries. "
              + "Try decreasing the query resolution (?step=XX)");
    }
    return withOptions(parameters, new Times.Every(start, end, step), limit, maxTimeout);
  }

  private static QueryRequest withOptions(
      ApiParameters parameters, Times times, int limit, Duration maxTimeout) {
    Duration timeout = maxTimeout;
    if (!parameters.text("timeout").isEmpty()) {
      Duration wanted = parameters.requiredDuration("timeout");
      timeout = wanted.compareTo(maxTimeout) < 0 ? wanted : maxTimeout;
    }
    return new QueryRequest(
        parameters.text("query"),
        times,
        limit,
        timeout,
        lookback(parameters.text("lookback_delta")),
        parameters.text("stats"));
  }

  private static long lookback(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Math.max(0, ApiTimes.duration(text).toMillis());
    } catch (IllegalArgumentException e) {
      throw new VarveException(
          ErrorCode.INVALID_REQUEST, "error parsing lookback delta duration: " + e.getMessage(), e);
    }
  }

  /**
   * Begins the evaluation. Blocks.
   *
   * @throws VarveException as the engine does; with Prometheus's sentence if the query is none
   */
  QueryResult evaluate(Engine engine, QueryStorage storage, QueryControl control) {
    QueryOptions options = new QueryOptions(lookbackMs, control);
    return naming(
        () ->
            switch (times) {
              case Times.At(long time) -> engine.instant(storage, query, time, options);
              case Times.Every(long start, long end, long step) ->
                  engine.range(storage, query, start, end, step, options);
            });
  }

  /** Returns how it would be evaluated, line by line. Throws as {@link #evaluate} does. */
  List<String> explain(Engine engine) {
    QueryOptions options = new QueryOptions(lookbackMs, new QueryControl());
    QueryTimes steps =
        switch (times) {
          case Times.At(long time) -> QueryTimes.instant(time);
          case Times.Every(long start, long end, long step) -> new QueryTimes(start, end, step);
        };
    return naming(() -> engine.explain(query, steps, options)).lines().toList();
  }

  /** Names the parameter when what is wrong with the query is its text. */
  private static <T> T naming(Supplier<T> task) {
    try {
      return task.get();
    } catch (VarveException e) {
      throw e.code() == ErrorCode.INVALID_QUERY
          ? ApiParameters.invalid("query", e.getMessage())
          : e;
    }
  }

  /** Writes the query and its times, in seconds, as members of the object that is open. */
  void describe(JsonWriter json) {
    json.key("query").string(query);
    switch (times) {
      case Times.At(long time) -> json.key("time").timestamp(time);
      case Times.Every(long start, long end, long step) -> {
        json.key("start").timestamp(start).key("end").timestamp(end);
        json.key("step").timestamp(step);
      }
    }
  }

  /** Returns what there is to say about the parameters themselves. */
  List<String> warnings() {
    return switch (stats) {
      case "", "true", "all" -> List.of();
      default ->
          List.of(
              ("value %s for parameter \"stats\" is deprecated and will be rejected in the next "
                      + "major release, use \"true\" or \"all\"")
                  .formatted(GoQuote.quote(stats)));
    };
  }
}

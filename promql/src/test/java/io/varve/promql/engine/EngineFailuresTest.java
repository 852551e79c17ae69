package io.varve.promql.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.varve.model.CounterResetHint;
import io.varve.model.ErrorCode;
import io.varve.model.FloatHistogram;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.value.QueryException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EngineFailuresTest {
  private static final String TOO_MANY =
      "query processing would load too many samples into memory in query execution; "
          + "the limit is %d, see varve.query.max-samples";

  private final Queries q =
      new Queries()
          .load("a", "i", "1", 15_000, 1, 2, 3, 4)
          .load("a", "i", "2", 15_000, 1, 2, 3, 4)
          .load("b", "i", "1", 15_000, 1, 2, 3, 4);

  private static EngineSettings limits(long samples, long bytes) {
    return new EngineSettings(300_000, 60_000, samples, bytes, false, false, ParserOptions.STABLE);
  }

  private void fails(ErrorCode code, String message, String query) {
    QueryException e = assertThrows(QueryException.class, () -> q.range(query, 0, 45_000, 15_000));
    assertEquals(message, e.getMessage());
    assertEquals(code, e.code());
  }

  @Test
  void saysWhereTheTextIsWrong() {
    fails(ErrorCode.INVALID_QUERY, "1:4: parse error: unexpected end of input", "a +");
  }

  @Test
  void refusesRangesOfRangeVectors() {
    String message =
        "invalid expression type \"%s\" for range query, must be Scalar or instant Vector";
    fails(ErrorCode.INVALID_QUERY, message.formatted("range vector"), "a[1m]");
    fails(ErrorCode.INVALID_QUERY, message.formatted("string"), "\"a\"");
  }

  @Test
  void countsSamplesOfAllSeries() {
    String message = TOO_MANY.formatted(11);
    q.with(limits(11, 1 << 20));
    fails(ErrorCode.QUERY_LIMIT, message, "{__name__=~\"a|b\"}");
    assertEquals(2, q.range("a", 0, 45_000, 15_000).size());
    // What one aggregation has read is no longer there when the next one reads.
    assertEquals(1, q.range("sum(a) + sum(a)", 0, 45_000, 15_000).size());
  }

  /** Prometheus takes one without buckets for 176 bytes: 11 floats with their times. */
  @Test
  void countsHistogramsBySize() {
    double[] none = {};
    FloatHistogram h =
        new FloatHistogram(
            0, 0, 0, 0, 0, List.of(), List.of(), none, none, none, CounterResetHint.UNKNOWN);
    q.load("h", 15_000, h, h, h, h);
    q.with(limits(44, 1 << 20));
    assertEquals(1, q.range("h", 0, 45_000, 15_000).size());
    assertEquals(1, q.range("count_over_time(h[1h])", 0, 45_000, 15_000).size());
    q.with(limits(43, 1 << 20));
    String message = TOO_MANY.formatted(43);
    fails(ErrorCode.QUERY_LIMIT, message, "h");
    fails(ErrorCode.QUERY_LIMIT, message, "count_over_time(h[1h])");
  }

  @Test
  void keepsWithinItsMemory() {
    q.with(limits(1000, 500));
    QueryException e =
        assertThrows(QueryException.class, () -> q.range("max_over_time(a[1m])", 0, 45_000, 100));
    assertEquals(ErrorCode.QUERY_LIMIT, e.code());
    assertEquals(
        "query needs more memory than the 500 bytes that one query may use, "
            + "see varve.query.max-memory and varve.query.heap-fraction",
        e.getMessage());
  }

  @Test
  void refusesSeriesThatBecomeEqual() {
    String message = "vector cannot contain metrics with the same labelset";
    fails(ErrorCode.QUERY_EXECUTION, message, "abs({__name__=~\"a|b\"})");
    fails(ErrorCode.QUERY_EXECUTION, message, "rate({__name__=~\"a|b\"}[1m])");
    fails(ErrorCode.QUERY_EXECUTION, message, "label_replace(a, \"i\", \"\", \"i\", \".*\")");
  }

  @Test
  void refusesParametersThatMakeNoSense() {
    fails(ErrorCode.QUERY_EXECUTION, "Parameter value is NaN", "topk(NaN, a)");
    fails(ErrorCode.QUERY_EXECUTION, "Scalar value 1e+30 overflows int64", "topk(1e30, a)");
    fails(
        ErrorCode.QUERY_EXECUTION,
        "Scalar value -1e+30 underflows int64",
        "topk(1 - 1e30 * (time() == bool 0), a)");
  }

  @Test
  void endsWhenItIsTold() {
    QueryOptions options = QueryOptions.defaults();
    options.control().cancel();
    QueryException e = assertThrows(QueryException.class, () -> q.instant("a", 0, options));
    assertEquals(ErrorCode.CANCELLED, e.code());
  }
}

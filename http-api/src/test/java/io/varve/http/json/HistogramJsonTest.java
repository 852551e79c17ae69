package io.varve.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.HistogramSchema;
import io.varve.model.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is expected here is what Prometheus's API answers. */
class HistogramJsonTest {
  private static final double[] NONE = {};

  @Test
  void bucketsRiseAndSayWhichBoundsBelongToThem() {
    FloatHistogram h =
        new FloatHistogram(
            0,
            0.25,
            3,
            45,
            -1.5,
            List.of(new Span(-1, 2), new Span(1, 1)),
            List.of(new Span(0, 1)),
            new double[] {12, 0, 21},
            new double[] {9},
            NONE,
            CounterResetHint.UNKNOWN);

    assertThat(written(h))
        .isEqualTo(
            "{\"count\":\"45\",\"sum\":\"-1.5\",\"buckets\":[[1,\"-1\",\"-0.5\",\"9\"],"
                + "[3,\"-0.25\",\"0.25\",\"3\"],[0,\"0.25\",\"0.5\",\"12\"],"
                + "[0,\"2\",\"4\",\"21\"]]}");
  }

  @Test
  void customBucketsReachFromInfinityToInfinity() {
    FloatHistogram h =
        new FloatHistogram(
            HistogramSchema.CUSTOM_BUCKETS,
            0,
            0,
            6,
            7,
            List.of(new Span(0, 3)),
            List.of(),
            new double[] {1, 2, 3},
            NONE,
            new double[] {5, 10},
            CounterResetHint.UNKNOWN);

    assertThat(written(h))
        .isEqualTo(
            "{\"count\":\"6\",\"sum\":\"7\",\"buckets\":[[3,\"-Inf\",\"5\",\"1\"],"
                + "[0,\"5\",\"10\",\"2\"],[0,\"10\",\"+Inf\",\"3\"]]}");
  }

  @Test
  void thereAreNoBucketsWhereAllAreEmpty() {
    FloatHistogram h =
        new FloatHistogram(
            0,
            0,
            0,
            0,
            Double.NaN,
            List.of(),
            List.of(),
            NONE,
            NONE,
            NONE,
            CounterResetHint.UNKNOWN);

    assertThat(written(h)).isEqualTo("{\"count\":\"0\",\"sum\":\"NaN\"}");
  }

  private static String written(FloatHistogram h) {
    JsonWriter json = new JsonWriter();
    HistogramJson.write(h, json);
    return new String(json.take(), StandardCharsets.UTF_8);
  }
}

package io.varve.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.model.Span;
import io.varve.promql.script.Point.HistogramPoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m | {__name__=\"m\"}",
        "m{} | {__name__=\"m\"}",
        "a:b{le=\"1\",x='y'} | {__name__=\"a:b\", le=\"1\", x=\"y\"}",
        "{a=\"b\" , c = \"d\",} | {a=\"b\", c=\"d\"}",
        "{\"my.metric\", \"my.label\"=\"v\"} | {__name__=\"my.metric\", \"my.label\"=\"v\"}",
        "{a=\"q\\\"\\n\\x41\\u00e9\"} | {a=\"q\\\"\\nAé\"}",
        "{a=`q\\n`} | {a=\"q\\\\n\"}",
        "{a=\"\"} | {}",
      })
  void readsMetrics(String metric, String printed) {
    assertThat(parse(metric).labels()).hasToString(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2.5 -3 | [1.0, 2.5, -3.0]",
        "1e3 0x2 010 1_0 | [1000.0, 0.0, 0.0, 0.0, 8.0, 10.0]",
        "0+10x3 | [0.0, 10.0, 20.0, 30.0]",
        "5-2.5x2 | [5.0, 2.5, 0.0]",
        "-1-1x1 7x2 | [-1.0, -2.0, 7.0, 7.0, 7.0]",
        "_ _x2 1 | [_, _, _, 1.0]",
        "stale NaN Inf -Inf | [stale, NaN, Infinity, -Infinity]",
        "1\t\t2   3 | [1.0, 2.0, 3.0]",
      })
  void expandsPoints(String points, String printed) {
    assertThat(parse("m " + points).points()).hasToString(printed);
  }

  @Test
  void readsHistograms() {
    SeriesLine line =
        parse(
            "m {{schema:1 sum:-0.3 count:3.1 z_bucket:7.1 z_bucket_w:0.05 buckets:[5.1 10 7]"
                + " offset:-3 n_buckets:[4.1 5] n_offset:-5 counter_reset_hint:gauge}}x1 {{}}");
    FloatHistogram expected =
        new FloatHistogram(
            1,
            0.05,
            7.1,
            3.1,
            -0.3,
            List.of(new Span(-3, 3)),
            List.of(new Span(-5, 2)),
            new double[] {5.1, 10, 7},
            new double[] {4.1, 5},
            new double[0],
            CounterResetHint.GAUGE);
    HistogramPoint point = new HistogramPoint(expected, true);
    assertThat(line.points()).hasSize(3).startsWith(point, point);
    assertThat(((HistogramPoint) line.points().getLast()).hinted()).isFalse();
  }

  @Test
  void stepsHistograms() {
    SeriesLine line =
        parse(
            "m {{schema:0 sum:4 count:4 buckets:[1 2 1]}}"
                + "+{{schema:1 sum:2 count:1 buckets:[1 3] offset:1}}x2");
    HistogramPoint last = (HistogramPoint) line.points().getLast();
    assertThat(last.histogram())
        .isEqualTo(
            new FloatHistogram(
                0,
                0,
                0,
                6,
                8,
                List.of(new Span(0, 3)),
                List.of(),
                new double[] {1, 10, 1},
                new double[0],
                new double[0],
                CounterResetHint.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m 1+1 | file.test:7: unexpected end of line in series values, expected \"x\" and a count",
        "m 1x | file.test:7: invalid repetition",
        "m 1x9999999 | file.test:7: invalid repetition",
        "m 1 foo | file.test:7: bad number \"foo\" in series values",
        "m 1..2 | file.test:7: bad number \"1..2\" in series values",
        "m{a=b} 1 | file.test:7: unexpected \"b} 1\" in label set, expected string",
        "m{a=\"b 1 | file.test:7: unterminated quoted string",
        "m{a=\"b\",a=\"c\"} 1 | file.test:7: duplicate label name",
        "1m 1 | file.test:7: invalid metric name \"1m\"",
        "m {{sum:1 sum:2}} | file.test:7: duplicate key \"sum\" in histogram",
        "m {{sun:1}} | file.test:7: bad histogram descriptor found: \"sun\"",
        "m {{buckets:[1 2} | file.test:7: unexpected",
        "m {{schema:1}}+{{schema:0}}x1 | file.test:7: error combining histograms",
      })
  void saysWhereALineIsWrong(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "}", "m{", "m{\"", "m{a=\"\\", "m{a=\"\\x\"}", "m {{", "m _x"})
  void refusesWhatEndsTooEarly(String line) {
    assertThatThrownBy(() -> parse(line)).isInstanceOf(ScriptException.class);
  }

  @Test
  void readsStartTimes() {
    Line line = new Line("file.test", 7, "m{a=\"b\"}@st _ _x2 -30s-1mx2 0s 5mx1");
    StartTimes starts = StartTimes.parse(line);
    assertThat(StartTimes.is(line)).isTrue();
    assertThat(starts.labels()).isEqualTo(Labels.of("__name__", "m", "a", "b"));
    long unknown = StartTimes.UNKNOWN;
    assertThat(starts.offsets())
        .containsExactly(
            unknown, unknown, unknown, -30_000L, -90_000L, -150_000L, 0L, 300_000L, 300_000L);
    assertThat(starts.of(3, 60_000)).isEqualTo(30_000);
    assertThat(starts.of(0, 60_000)).isZero();
  }

  private static SeriesLine parse(String line) {
    return SeriesLine.parse(new Line("file.test", 7, line));
  }
}

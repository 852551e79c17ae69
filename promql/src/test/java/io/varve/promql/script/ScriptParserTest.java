package io.varve.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.script.Command.Eval;
import io.varve.promql.script.Command.Load;
import io.varve.promql.script.Command.LoadedSeries;
import io.varve.promql.script.Expectation.SeriesResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptParserTest {
  @Test
  void commentsAndEmptyLinesEndBlocks() {
    Script script =
        Script.parse(
            "file.test",
            """
            # A comment.
            Load 1m
              a 1 2
            # Ends the load.
            CLEAR

            eval instant at 1m a
              a 2
            # Ends the eval.
            \teval range from 0 to 2m step 1m a""");
    assertThat(script.commands()).hasSize(4);
  }

  @Test
  void aLoneNumberEndsItsBlock() {
    Script script =
        Script.parse("file.test", "eval instant at 0 1\n  0x10\neval instant at 1h30m 2\n  -Inf");
    assertThat(script.evals()).isEqualTo(2);
    Eval first = (Eval) script.commands().getFirst();
    assertThat(first.expectation().result()).isEqualTo(new Expectation.ScalarResult(16));
    Eval second = (Eval) script.commands().getLast();
    assertThat(second.query()).isEqualTo(new Query.Instant("2", 5_400_000));
    assertThat(second.line().number()).isEqualTo(3);
  }

  @Test
  void loadsSamplesAtMultiplesOfTheStepWithTheirStartTimes() {
    Load load =
        (Load)
            Script.parse("file.test", "load 1m30s\n  a{x=\"y\"}@st _ _ -30s\n  a{x=\"y\"} 1 _ 3")
                .commands()
                .getFirst();
    assertThat(load.series())
        .containsExactly(
            new LoadedSeries(
                Labels.of("__name__", "a", "x", "y"),
                List.of(Sample.of(0, 1), new Sample(180_000, 150_000, Sample.of(0, 3).value()))));
  }

  @Test
  void makesNativeHistogramsOfClassicOnes() {
    Load load =
        (Load)
            Script.parse(
                    "file.test",
                    """
                    load_with_nhcb 1m
                      h_bucket{le="1", x="y"} 1 2
                      h_bucket{le="+Inf", x="y"} 4 4
                      h_bucket{le="0.5", x="y"} 0 1
                      h_count{x="y"} 4 4
                      h_sum{x="y"} 5.5 6.5
                    """)
                .commands()
                .getFirst();
    LoadedSeries converted = ClassicHistograms.convert(load.series()).getFirst();
    assertThat(converted.labels()).isEqualTo(Labels.of("__name__", "h", "x", "y"));
    FloatHistogram last = (FloatHistogram) converted.samples().getLast().value();
    assertThat(last.customValues()).containsExactly(0.5, 1);
    assertThat(last.positiveBuckets()).containsExactly(1, 1, 2);
    assertThat(last.count()).isEqualTo(4);
    assertThat(last.sum()).isEqualTo(6.5);
  }

  @Test
  void readsRangeVectorsExpectedOfInstantQueries() {
    Eval eval =
        (Eval)
            Script.parse(
                    "file.test",
                    """
                    eval_warn instant at 5m a[1m]
                      expect range vector from 10s to 1m step 10s
                      expect no_info
                      a 1 2
                    """)
                .commands()
                .getFirst();
    SeriesResult result = (SeriesResult) eval.expectation().result();
    assertThat(result.grid()).isEqualTo(new Expectation.Grid(10_000, 60_000, 10_000, true));
    assertThat(eval.expectation().infos().forbidden()).isTrue();
    assertThat(eval.expectation().warnings().wanted()).containsExactly(new TextMatch.Any());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo | 1: invalid command \"foo\"",
        "load | 1: invalid load command",
        "load 5 | 1: invalid step definition \"5\"",
        "load 1m;  a@st 0s | 2: @st line has no following sample line",
        "load 1m;  a@st 0s;  b 1 | 2: @st metric does not match",
        "load 1m;  a@st 0s;  a 1 2 | 2: @st line has 1 values but sample line has 2",
        "load 1m;  a 1;  b foo | 3: bad number",
        "eval instant a | 1: invalid evaluation command",
        "eval instant at x a | 1: invalid timestamp definition \"x\"",
        "eval range from 1m to 0 step 1m a | 1: invalid test definition",
        "eval range from 0 to 1m step y a | 1: invalid step definition \"y\"",
        "eval_ordered range from 0 to 1m step 1m a | 1: invalid evaluation command",
        "eval instant at 0 a;  a 1 2 | 2: expecting multiple values in instant evaluation",
        "eval instant at 0 a;  a | 2: expected a value",
        "eval instant at 0 a;  expect nothing | 2: invalid expect statement",
        "eval instant at 0 a;  expect warn;  expect no_warn | 3: invalid expect lines, warn and",
        "eval instant at 0 a;  expect info;  expect no_info | 3: invalid expect lines, info and",
        "eval instant at 0 a;  expect fail;  expect fail | 3: invalid expect lines, multiple",
        "eval instant at 0 a;  expect fail regex: [ | 2: invalid regexp '['",
        "eval_fail instant at 0 a;  expected_fail_regexp [ | 2: invalid regexp '['",
        "eval instant at 0 a;  expect string | 2: expected string literal not valid - a quoted",
        "eval instant at 0 a;  expect string a | 2: expected string literal not valid - check",
        "eval instant at 0 a;  expect range vector from 0 | 2: invalid range vector definition",
        "eval instant at 0 1;  1;  2 | 3: invalid command \"2\"",
      })
  void saysWhereAScriptIsWrong(String script, String message) {
    assertThatThrownBy(() -> Script.parse("dir/file.test", script.replace(';', '\n')))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("dir/file.test:" + message);
  }
}

package io.varve.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.script.Evaluation.MatrixValue;
import io.varve.promql.script.Evaluation.ResultSeries;
import io.varve.promql.script.Evaluation.VectorValue;
import io.varve.promql.storage.QueryStorage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvalRunnerTest {
  private static final Labels A = Labels.of("__name__", "a");

  @Test
  void asksAnInstantQueryInTwelveWays() {
    Recorder recorder = new Recorder(new Constant(1));
    assertThat(run(recorder, "eval instant at 5m a\n  a 1")).isEmpty();
    assertThat(recorder.asked)
        .containsExactly(
            "a at 300000",
            "a from 240000 to 360000 step 60000",
            "a @ 300.000 at -3000000",
            "a @ 300.000 from -3060000 to -2940000 step 60000",
            "a @ 300.000 at 0",
            "a @ 300.000 from -60000 to 60000 step 60000",
            "a @ 300.000 at 60000",
            "a @ 300.000 from 0 to 120000 step 60000",
            "a @ 300.000 at 300000",
            "a @ 300.000 from 240000 to 360000 step 60000",
            "a @ 300.000 at 3000000",
            "a @ 300.000 from 2940000 to 3060000 step 60000");
  }

  @Test
  void leavesOutWaysThatNeedNotAgree() {
    Recorder recorder = new Recorder(new Constant(1));
    run(recorder, "eval instant at 5m a + time()\n  a 1");
    run(recorder, "eval instant at 5m a @ end()\n  expect ordered\n  a 1");
    run(recorder, "eval range from 0 to 2m step 1m a\n  a 1 1 1");
    run(recorder, "eval instant at 0 a[1m]\n  expect range vector from 0 to 1m step 1m\n  a 1 1");
    assertThat(recorder.asked)
        .contains("a + time() from 240000 to 360000 step 60000")
        .contains("a @ 300.000 at 0")
        .doesNotContain("a @ end() from 240000 to 360000 step 60000")
        .contains("a from 0 to 120000 step 60000")
        .noneMatch(q -> q.startsWith("a + time() @"))
        .noneMatch(q -> q.startsWith("a[1m] from"));
  }

  @Test
  void failsWhenOneWayDiffers() {
    Evaluator odd =
        new Constant(1) {
          @Override
          public Outcome range(QueryStorage s, String query, long start, long end, long step) {
            return matrix(start == 0 ? 2 : 1, start, end, step);
          }
        };
    EvalFailure failure = run(odd, "eval instant at 5m a\n  a 1").getFirst();
    assertThat(failure.way()).isEqualTo("as a @ 300.000 at 60000 ms, middle step of a range query");
    assertThat(failure)
        .hasToString(
            String.format(
                "file.test:1: eval instant at 5m a%n"
                    + "  as a @ 300.000 at 60000 ms, middle step of a range query%n"
                    + "  expected: {__name__=\"a\"} 1.0%n"
                    + "  got:      {__name__=\"a\"} 2.0 @[60000]"));
  }

  @Test
  void whatIsNotSupportedIsNoExpectedFailure() {
    Evaluator unsupported = new Ending(new Evaluator.Unanswered("a is not supported yet"));
    Evaluator failing = new Ending(new Evaluator.Failure("a fails"));
    assertThat(run(unsupported, "eval_fail instant at 5m a")).hasSize(1);
    assertThat(run(failing, "eval_fail instant at 5m a")).isEmpty();
    assertThat(run(failing, "eval instant at 5m a")).hasSize(1);
  }

  private static List<EvalFailure> run(Evaluator evaluator, String script) {
    return new ScriptRunner(1, evaluator).run(Script.parse("file.test", script)).failures();
  }

  /** Gives the series a with one value. */
  private static class Constant implements Evaluator {
    private final double value;

    Constant(double value) {
      this.value = value;
    }

    @Override
    public Outcome instant(QueryStorage storage, String query, long time) {
      List<ResultSeries> series = List.of(new ResultSeries(A, List.of(Sample.of(time, value))));
      return new Answer(new Evaluation(new VectorValue(series), List.of(), List.of()));
    }

    @Override
    public Outcome range(QueryStorage storage, String query, long start, long end, long step) {
      return matrix(value, start, end, step);
    }

    static Outcome matrix(double value, long start, long end, long step) {
      List<Sample> samples = new ArrayList<>();
      for (long t = start; t <= end; t += step) {
        samples.add(Sample.of(t, value));
      }
      List<ResultSeries> series = List.of(new ResultSeries(A, samples));
      return new Answer(new Evaluation(new MatrixValue(series), List.of(), List.of()));
    }
  }

  /** Ends every query in the same way. */
  private record Ending(Outcome outcome) implements Evaluator {
    @Override
    public Outcome instant(QueryStorage storage, String query, long time) {
      return outcome;
    }

    @Override
    public Outcome range(QueryStorage storage, String query, long start, long end, long step) {
      return outcome;
    }
  }

  /** Notes what it is asked, and has another one answer. */
  private static final class Recorder implements Evaluator {
    private final List<String> asked = new ArrayList<>();
    private final Evaluator answers;

    Recorder(Evaluator answers) {
      this.answers = answers;
    }

    @Override
    public Outcome instant(QueryStorage storage, String query, long time) {
      asked.add("%s at %d".formatted(query, time));
      return answers.instant(storage, query, time);
    }

    @Override
    public Outcome range(QueryStorage storage, String query, long start, long end, long step) {
      asked.add("%s from %d to %d step %d".formatted(query, start, end, step));
      return answers.range(storage, query, start, end, step);
    }
  }
}

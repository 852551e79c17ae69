package io.varve.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.Labels;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.StepGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizerTest {
  private static PlanNode normalize(String text) {
    return Plans.normalize(text, Plans.RANGE);
  }

  private static PlanNode.Window window(String text) {
    return (PlanNode.Window) ((PlanNode.Call) normalize(text)).args().getFirst();
  }

  private static Moment moment(String text) {
    return switch (normalize(text)) {
      case PlanNode.Select s -> s.selection().moment();
      case PlanNode.StepInvariant(PlanNode.Select s) -> s.selection().moment();
      case PlanNode other -> throw new AssertionError(other);
    };
  }

  @Test
  void makesTimesAbsolute() {
    assertThat(moment("x")).isEqualTo(Moment.STEP);
    assertThat(moment("x offset 5m")).isEqualTo(new Moment(300_000, null));
    assertThat(moment("x offset -5m")).isEqualTo(new Moment(-300_000, null));
    assertThat(moment("x @ 17.5")).isEqualTo(new Moment(0, 17_500L));
    assertThat(moment("x @ start() offset 1s")).isEqualTo(new Moment(1000, 1_000_000L));
    assertThat(moment("x @ end()")).isEqualTo(new Moment(0, 1_060_000L));
    assertThat(new Moment(1000, 5000L).time(77)).isEqualTo(4000);
    assertThat(new Moment(1000, null).time(77_000)).isEqualTo(76_000);
  }

  @ParameterizedTest
  @CsvSource({
    "5m, 300000",
    "1.5, 1500",
    "step(), 30000",
    "range(), 60000",
    "2 * step() + 1, 61000",
    "-(-1m), 60000",
    "'min_of(step(), 10s)', 10000",
    "'max_of(step(), 10s)', 30000",
    "range() % 25, 10000",
    "2 ^ 3, 8000",
    "range() / 7, 8571",
  })
  void computesDurations(String duration, long millis) {
    assertThat(window("rate(x[" + duration + "])").windowMs()).isEqualTo(millis);
  }

  @Test
  void hasNoStepInAnInstantQuery() {
    assertThatThrownBy(() -> Plans.plan("rate(x[step()])", QueryTimes.instant(0)))
        .isInstanceOf(QueryException.class)
        .hasMessage("7:13: duration must be greater than 0");
    assertThat(Plans.normalize("step() + range()", QueryTimes.instant(0)))
        .isInstanceOfSatisfying(
            PlanNode.StepInvariant.class,
            s -> {
              assertThat(((PlanNode.Number) PlanNodes.children(s.expr()).get(0)).value()).isZero();
              assertThat(((PlanNode.Number) PlanNodes.children(s.expr()).get(1)).value()).isZero();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(x[1m / (1 - 1)])  | 7:18: division by zero",
        "rate(x[1m % (1 - 1)])  | 7:18: modulo by zero",
        "rate(x[1m - 1h])       | 7:14: duration must be greater than 0",
        "rate(x[0.5 ^ -5000])   | 7:18: duration is NaN or infinite",
        "x offset (10 ^ 30)     | 10:17: duration is out of range",
      })
  void refusesDurationsThatAreNone(String text, String message) {
    assertThatThrownBy(() -> normalize(text))
        .isInstanceOf(QueryException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x @ 5",
        "-(x @ 5)",
        "rate(x[5m] @ 5)",
        "rate(x[5m] @ start())",
        "sum(x @ 5)",
        "topk(2, x @ 5)",
        "x @ 5 + y @ 6",
        "x @ 5 * 2",
        "timestamp(x @ 5)",
        "max_over_time(x[5m:1m] @ 5)",
        "1 + 2",
        "vector(start())",
        "absent(x @ 5)",
      })
  void marksWhatIsTheSameAtEachStep(String text) {
    assertThat(normalize(text)).isInstanceOf(PlanNode.StepInvariant.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1",
        "'a'",
        "time()",
        "vector(time())",
        "hour(x @ 5)",
        "year(x @ 5)",
        "timestamp(abs(x @ 5))",
        "predict_linear(x[5m] @ 5, 60)",
        "x @ 5 + y",
        "topk(scalar(y), x @ 5)",
        "max_over_time((x @ 5)[5m:1m])",
      })
  void marksNothingElse(String text) {
    assertThat(normalize(text)).isNotInstanceOf(PlanNode.StepInvariant.class);
  }

  @Test
  void marksTheLargestPartOnly() {
    PlanNode.Binary sum = (PlanNode.Binary) normalize("sum(abs(x @ 5)) + y");
    assertThat(sum.lhs())
        .isInstanceOfSatisfying(
            PlanNode.StepInvariant.class,
            s -> assertThat(s.expr()).isInstanceOf(PlanNode.Aggregate.class));
    assertThat(Explain.explain(Plans.plan("sum(abs(x @ 5)) + y")).split("the same", -1)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "absent(x{a='1', b='2'})                | {a=\"1\", b=\"2\"}",
        "absent(x{a='1', a='1', b='2'})         | {b=\"2\"}",
        "absent(x{a='1', b=~'2', c!='3'})       | {a=\"1\"}",
        "absent_over_time({__name__='x', a='1'}[5m]) | {a=\"1\"}",
        "absent(sum(x{a='1'}))                  | {}",
        "absent_over_time(x{a='1'}[5m:1m])      | {}",
        "absent((x{a='1'}))                     | {a=\"1\"}",
      })
  void givesAbsenceTheLabelsOfItsSelector(String text, String labels) {
    assertThat(normalize(text))
        .isInstanceOfSatisfying(
            PlanNode.Absent.class,
            absent -> assertThat(absent.labels()).hasToString(labels).isInstanceOf(Labels.class));
  }

  @ParameterizedTest
  @CsvSource({
    // The grid of the query is 1,000 s, 1,030 s, 1,060 s.
    "5m, 1m, '', 720000, 60000, 6",
    "5m, 20s, '', 720000, 20000, 18",
    "100s, 50s, '', 950000, 50000, 3",
    "5m, 1m, offset 40s, 720000, 60000, 6",
    "5m, 1m, @ 300, 60000, 60000, 5",
    "1m, 1m, @ 30, 0, 60000, 1",
    "10s, 1m, @ 50, 60000, 60000, 0",
    "5m, '', '', 720000, 60000, 6",
  })
  void alignsSubqueriesToTheirStep(
      String window, String step, String modifier, long start, long stepMs, int count) {
    String text = "max_over_time(x[%s:%s] %s)".formatted(window, step, modifier);
    PlanNode node = normalize(text);
    PlanNode.Call call =
        (PlanNode.Call) (node instanceof PlanNode.StepInvariant s ? s.expr() : node);
    PlanNode.Subquery subquery = (PlanNode.Subquery) call.args().getFirst();
    assertThat(subquery.grid(Plans.RANGE.grid())).isEqualTo(new StepGrid(start, stepMs, count));
  }
}

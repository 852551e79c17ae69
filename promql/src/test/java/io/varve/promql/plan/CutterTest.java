package io.varve.promql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.ast.AggregateOp;
import io.varve.promql.value.StepGrid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"x", "rate(x[5m])", "a / b", "histogram_quantile(0.9, rate(x_bucket[5m]))"})
  void sendsWhatIsLocalAsOneFragment(String text) {
    Plan plan = Plans.plan(text);
    assertThat(plan.root()).isInstanceOf(PlanNode.Gather.class);
    assertThat(plan.cuts()).hasSize(1);
    assertThat(plan.cuts().getFirst().fragment().answer()).isEqualTo(Fragment.Answer.COLUMNS);
    assertThat(plan.cuts().getFirst().intact()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (job) (rate(x[5m]))",
        "topk(5, x)",
        "quantile without (a) (0.9, x)",
        "count_values('v', x)",
        "avg(a / b)",
        "max(histogram_quantile(0.9, x_bucket))",
        "limitk(3, x)",
      })
  void sendsTheMapStepOfAnAggregation(String text) {
    Plan plan = Plans.plan(text);
    assertThat(plan.root()).isInstanceOf(PlanNode.Gather.class);
    assertThat(plan.cuts()).hasSize(1);
    assertThat(plan.cuts().getFirst().fragment().answer()).isEqualTo(Fragment.Answer.PARTIALS);
  }

  @ParameterizedTest
  @CsvSource({
    "vector(1), 0",
    "1 + 2, 0",
    "time(), 0",
    "x + on(a) y, 2",
    "sum(x) / sum(y), 2",
    "sum(sum by (a) (x)), 1",
    "'x * on(a) group_left sum by (a) (y)', 2",
    "max_over_time(sum(x)[1h:1m]), 1",
    "scalar(x) + scalar(y), 2",
    "vector(1) or x, 1",
    "x * scalar(y), 2",
    "x * scalar(y * scalar(z)), 3",
  })
  void cutsEachLargestLocalPart(String text, int fragments) {
    assertThat(Plans.plan(text).cuts()).hasSize(fragments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x + sum(y) * scalar(absent(z)) or vector(time())",
        "max_over_time(sum(x)[1h:1m])",
        "sum(label_replace(x, 'a', 'b', '', ''))",
        "x * scalar(y * scalar(z))",
      })
  void leavesNoSelectorOutsideOfFragments(String text) {
    Plan plan = Plans.plan(text);
    assertThat(selects(plan.root())).isFalse();
    for (int i = 0; i < plan.cuts().size(); i++) {
      for (Cut.Input input : plan.cuts().get(i).inputs()) {
        assertThat(selects(input.scalar())).isFalse();
        assertThat(gathers(input.scalar())).allMatch(g -> g < plan.cuts().size());
      }
    }
  }

  private static boolean selects(PlanNode node) {
    return node instanceof PlanNode.Select
        || node instanceof PlanNode.Window
        || PlanNodes.children(node).stream().anyMatch(CutterTest::selects);
  }

  private static List<Integer> gathers(PlanNode node) {
    return node instanceof PlanNode.Gather g
        ? List.of(g.fragment())
        : PlanNodes.children(node).stream().flatMap(c -> gathers(c).stream()).toList();
  }

  @Test
  void sendsScalarsThatNeedDataAsInputs() {
    Plan plan = Plans.plan("x * scalar(sum(y))");
    assertThat(plan.root())
        .isEqualTo(new PlanNode.Gather(1, plan.root().type(), plan.root().range()));
    Cut product = plan.cuts().get(1);
    assertThat(PlanNodes.children(product.fragment().root()).get(1))
        .isInstanceOf(PlanNode.Sent.class);
    assertThat(product.inputs()).hasSize(1);
    assertThat(gathers(product.inputs().getFirst().scalar())).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"topk(scalar(y), x)", "quantile(time() / 1000, x)", "topk(1 + 1, x)"})
  void sendsParametersThatHaveToBeEvaluated(String text) {
    Cut cut = Plans.plan(text).cuts().getLast();
    assertThat(cut.fragment().root())
        .isInstanceOfSatisfying(
            PlanNode.Aggregate.class, a -> assertThat(a.param()).isInstanceOf(PlanNode.Sent.class));
    assertThat(cut.inputs()).hasSize(1);
  }

  @Test
  void evaluatesInputsOnTheGridOfTheirPlace() {
    Plan plan = Plans.plan("max_over_time((x * scalar(y))[5m:1m])");
    StepGrid inner = new StepGrid(720_000, 60_000, 6);
    assertThat(plan.cuts()).hasSize(2);
    assertThat(plan.cuts().get(1).fragment().grid()).isEqualTo(Plans.RANGE.grid());
    assertThat(plan.cuts().get(1).inputs().getFirst().grid()).isEqualTo(inner);
    assertThat(plan.cuts().get(0).fragment().grid()).isEqualTo(inner);
  }

  @Test
  void sendsLiteralsAndTimeAlong() {
    assertThat(Plans.plan("x * time() + 1").cuts())
        .singleElement()
        .satisfies(cut -> assertThat(cut.inputs()).isEmpty());
  }

  @Test
  void evaluatesWhatIsTheSameAtEachStepOnce() {
    Plan plan = Plans.plan("sum(x @ 5)");
    assertThat(plan.root())
        .isInstanceOfSatisfying(
            PlanNode.StepInvariant.class,
            s -> assertThat(s.expr()).isInstanceOf(PlanNode.Gather.class));
    assertThat(plan.cuts().getFirst().fragment().grid())
        .isEqualTo(new StepGrid(1_000_000, 30_000, 1));
  }

  @Test
  void evaluatesBelowAGlobalSubqueryOnItsGrid() {
    assertThat(Plans.plan("max_over_time(sum(x)[5m:1m])").cuts().getFirst().fragment().grid())
        .isEqualTo(new StepGrid(720_000, 60_000, 6));
  }

  @Test
  void sendsPresenceForAbsence() {
    Plan plan = Plans.plan("absent_over_time(x{a='1'}[5m])");
    assertThat(plan.root()).isInstanceOf(PlanNode.Absent.class);
    assertThat(plan.cuts().getFirst().fragment().root())
        .isInstanceOfSatisfying(
            PlanNode.Aggregate.class, a -> assertThat(a.op()).isEqualTo(AggregateOp.GROUP));
  }

  @Test
  void checksRelabelledSeriesBeforeAnythingElseSeesThem() {
    Plan plan = Plans.plan("sum(label_replace(x, 'a', 'b', '', ''))");
    assertThat(plan.root()).isInstanceOf(PlanNode.Aggregate.class);
    assertThat(plan.cuts().getFirst().intact()).isFalse();
    assertThat(plan.cuts().getFirst().fragment().answer()).isEqualTo(Fragment.Answer.COLUMNS);
  }

  @Test
  void sendsRawSamplesOfAWholeQuerysRange() {
    Plan window = Plans.plan("x[5m]", QueryTimes.instant(1_000_000));
    assertThat(window.cuts().getFirst().fragment().answer()).isEqualTo(Fragment.Answer.SAMPLES);

    Plan subquery = Plans.plan("rate(x[1m])[5m:1m]", QueryTimes.instant(1_000_000));
    assertThat(subquery.root()).isInstanceOf(PlanNode.Subquery.class);
    assertThat(subquery.cuts().getFirst().fragment().grid())
        .isEqualTo(new StepGrid(720_000, 60_000, 5));
  }
}

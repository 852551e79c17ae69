package io.varve.promql.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.value.QueryException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JoinTest {
  private static List<String> join(
      BinaryOp op, boolean bool, VectorMatching matching, Fixed lhs, Fixed rhs) {
    PlanNode nothing = new PlanNode.Text("", PosRange.ZERO);
    PlanNode.Binary node = new PlanNode.Binary(op, nothing, nothing, matching, bool, PosRange.ZERO);
    return Fixed.print(new Join(node, matching, lhs, rhs, 2, Fixed.context()));
  }

  private static VectorMatching ignoring(Cardinality cardinality, String... labels) {
    return new VectorMatching(cardinality, false, List.of(labels), List.of(), null, null);
  }

  private static VectorMatching on(Cardinality cardinality, List<String> include, String label) {
    return new VectorMatching(cardinality, true, List.of(label), include, null, null);
  }

  private static String failure(BinaryOp op, VectorMatching matching, Fixed lhs, Fixed rhs) {
    return assertThrows(QueryException.class, () -> join(op, false, matching, lhs, rhs))
        .getMessage();
  }

  @Test
  void matchesAllLabelsButTheName() {
    Fixed lhs =
        new Fixed()
            .row("1 2", "__name__", "a", "x", "1")
            .row("3 4", "__name__", "a", "x", "2")
            .row("5 6", "__name__", "a", "x", "3");
    Fixed rhs =
        new Fixed().row("10 -", "__name__", "b", "x", "1").row("30 30", "__name__", "b", "x", "3");
    assertEquals(
        List.of("{x=\"1\"} 11 -", "{x=\"3\"} 35 36"),
        join(BinaryOp.ADD, false, ignoring(Cardinality.ONE_TO_ONE), lhs, rhs));
    assertEquals(3, lhs.read(), "what does not match is read too, for its remarks");
  }

  @Test
  void comparisonsKeepNamesAndFilter() {
    Fixed lhs = new Fixed().row("1 9", "__name__", "a");
    Fixed rhs = new Fixed().row("5 5", "__name__", "b");
    assertEquals(
        List.of("{__name__=\"a\"} - 9"),
        join(BinaryOp.GTR, false, ignoring(Cardinality.ONE_TO_ONE), lhs, rhs));
    Fixed l = new Fixed().row("1 9", "__name__", "a");
    Fixed r = new Fixed().row("5 5", "__name__", "b");
    assertEquals(
        List.of("{} 0 1"), join(BinaryOp.GTR, true, ignoring(Cardinality.ONE_TO_ONE), l, r));
  }

  @Test
  void fillsInWhatASideHasNot() {
    VectorMatching both =
        new VectorMatching(Cardinality.ONE_TO_ONE, false, List.of(), List.of(), 100.0, 1000.0);
    Fixed lhs =
        new Fixed().row("1 -", "__name__", "a", "x", "1").row("3 4", "__name__", "a", "x", "2");
    Fixed rhs =
        new Fixed().row("10 20", "__name__", "b", "x", "1").row("30 -", "__name__", "b", "x", "3");
    assertEquals(
        List.of("{x=\"1\"} 11 120", "{x=\"2\"} 1003 1004", "{x=\"3\"} 130 -"),
        join(BinaryOp.ADD, false, both, lhs, rhs));
  }

  @Test
  void fillLeftIsTheManySideEvenWhereThatIsTheRightOne() {
    VectorMatching left =
        new VectorMatching(Cardinality.ONE_TO_MANY, true, List.of("j"), List.of(), 7.0, null);
    Fixed one = new Fixed().row("10 10", "j", "x").row("20 20", "j", "y");
    Fixed many = new Fixed().row("1 -", "i", "1", "j", "x").row("2 2", "i", "2", "j", "z");
    assertEquals(
        List.of("{i=\"1\", j=\"x\"} 9 -", "{j=\"x\"} - 3", "{j=\"y\"} 13 13"),
        join(BinaryOp.SUB, false, left, one, many));
  }

  @Test
  void refusesSeveralOnTheOneSideThatIsFilledFor() {
    VectorMatching both =
        new VectorMatching(Cardinality.ONE_TO_ONE, true, List.of("x"), List.of(), 1.0, 1.0);
    Fixed rhs = new Fixed().row("1 1", "x", "1", "y", "1").row("2 2", "x", "1", "y", "2");
    assertEquals(
        "found duplicate series for the match group {x=\"1\"} on the right hand-side of the"
            + " operation: [{x=\"1\", y=\"1\"}, {x=\"1\", y=\"2\"}];many-to-many matching not"
            + " allowed: matching labels must be unique on one side",
        failure(BinaryOp.ADD, both, new Fixed(), rhs));
    Fixed lhs = new Fixed().row("1 1", "x", "1", "y", "1").row("2 2", "x", "1", "y", "2");
    assertEquals(
        "multiple matches for labels: many-to-one matching must be explicit"
            + " (group_left/group_right)",
        failure(BinaryOp.ADD, both, lhs, new Fixed()));
  }

  @Test
  void takesLabelsFromTheOneSide() {
    Fixed lhs =
        new Fixed()
            .row("1 1", "__name__", "a", "i", "1", "j", "x", "v", "old")
            .row("2 2", "__name__", "a", "i", "2", "j", "x");
    Fixed rhs = new Fixed().row("10 20", "__name__", "info", "j", "x", "v", "new");
    assertEquals(
        List.of("{i=\"1\", j=\"x\", v=\"new\"} 10 20", "{i=\"2\", j=\"x\", v=\"new\"} 20 40"),
        join(BinaryOp.MUL, false, on(Cardinality.MANY_TO_ONE, List.of("v"), "j"), lhs, rhs));
  }

  @Test
  void keepsTheOrderOfOperandsWhenSidesAreSwapped() {
    Fixed lhs = new Fixed().row("10 20", "j", "x");
    Fixed rhs = new Fixed().row("1 2", "i", "1", "j", "x").row("4 5", "i", "2", "j", "x");
    assertEquals(
        List.of("{i=\"1\", j=\"x\"} 9 18", "{i=\"2\", j=\"x\"} 6 15"),
        join(BinaryOp.SUB, false, on(Cardinality.ONE_TO_MANY, List.of(), "j"), lhs, rhs));
  }

  @Test
  void seriesThatFollowEachOtherAreOne() {
    Fixed lhs = new Fixed().row("1 -", "i", "1", "j", "x").row("- 2", "i", "2", "j", "x");
    Fixed rhs = new Fixed().row("10 -", "i", "3", "j", "x").row("- 20", "i", "4", "j", "x");
    assertEquals(
        List.of("{j=\"x\"} 11 22"),
        join(BinaryOp.ADD, false, on(Cardinality.ONE_TO_ONE, List.of(), "j"), lhs, rhs));
  }

  @Test
  void refusesManyOnEitherSide() {
    Fixed lhs = new Fixed().row("1 1", "__name__", "a", "i", "1").row("1 1", "i", "2");
    assertEquals(
        "multiple matches for labels: many-to-one matching must be explicit"
            + " (group_left/group_right)",
        failure(
            BinaryOp.ADD,
            ignoring(Cardinality.ONE_TO_ONE, "i"),
            lhs,
            new Fixed().row("1 1", "x", "")));
  }

  @Test
  void refusesEqualResults() {
    Fixed lhs =
        new Fixed().row("1 1", "__name__", "a", "i", "1").row("1 1", "__name__", "b", "i", "1");
    assertEquals(
        "multiple matches for labels: grouping labels must ensure unique matches",
        failure(
            BinaryOp.ADD,
            on(Cardinality.MANY_TO_ONE, List.of(), "i"),
            lhs,
            new Fixed().row("1 1", "i", "1")));
  }

  @Test
  void refusesTwoOfTheOneSideOnlyWhereThereIsAnythingToMatch() {
    Fixed rhs = new Fixed().row("1 -", "i", "1").row("1 -", "i", "2");
    assertEquals(
        List.of("{} - -"),
        join(
            BinaryOp.ADD,
            false,
            on(Cardinality.ONE_TO_ONE, List.of(), "j"),
            new Fixed().row("- 1", "i", "1"),
            rhs));
    Fixed again = new Fixed().row("1 -", "i", "1").row("1 -", "i", "2");
    assertEquals(
        "found duplicate series for the match group {} on the left hand-side of the operation:"
            + " [{i=\"1\"}, {i=\"2\"}];many-to-many matching not allowed: matching labels must be"
            + " unique on one side",
        failure(
            BinaryOp.ADD,
            on(Cardinality.ONE_TO_MANY, List.of(), "j"),
            again,
            new Fixed().row("1 -", "j", "other")));
  }
}

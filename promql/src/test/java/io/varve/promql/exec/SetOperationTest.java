package io.varve.promql.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.VectorMatching;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SetOperationTest {
  private static final VectorMatching ON_J =
      new VectorMatching(Cardinality.MANY_TO_MANY, true, List.of("j"), List.of(), null, null);

  private static List<String> apply(BinaryOp op, Fixed lhs, Fixed rhs) {
    return Fixed.print(new SetOperation(op, ON_J, lhs, rhs, 3, Fixed.context()));
  }

  private static Fixed lhs() {
    return new Fixed()
        .row("1 2 3", "i", "1", "j", "x")
        .row("4 5 -", "i", "2", "j", "x")
        .row("6 7 8", "i", "3", "j", "y");
  }

  private static Fixed rhs() {
    return new Fixed().row("- 1 -", "j", "x", "k", "1").row("- - 1", "j", "x", "k", "2");
  }

  @Test
  void and() {
    assertEquals(
        List.of("{i=\"1\", j=\"x\"} - 2 3", "{i=\"2\", j=\"x\"} - 5 -"),
        apply(BinaryOp.AND, lhs(), rhs()));
  }

  @Test
  void unless() {
    assertEquals(
        List.of("{i=\"1\", j=\"x\"} 1 - -", "{i=\"2\", j=\"x\"} 4 - -", "{i=\"3\", j=\"y\"} 6 7 8"),
        apply(BinaryOp.UNLESS, lhs(), rhs()));
  }

  @Test
  void or() {
    Fixed right =
        new Fixed()
            .row("9 9 9", "i", "0", "j", "z")
            .marked("- - 9", "i", "2", "j", "x")
            .row("9 9 9", "k", "1");
    Fixed left = new Fixed().row("1 - -", "i", "1", "j", "x").row("4 5 -", "i", "2", "j", "x");
    assertEquals(
        List.of(
            "{i=\"0\", j=\"z\"} 9 9 9",
            "{i=\"1\", j=\"x\"} 1 - -",
            "{i=\"2\", j=\"x\"} 4 5 -",
            "{i=\"2\", j=\"x\"}* - - 9",
            "{k=\"1\"} 9 9 9"),
        apply(BinaryOp.OR, left, right));
  }

  @Test
  void givesMemoryBack() {
    QueryContext ctx = Fixed.context();
    Fixed.print(new SetOperation(BinaryOp.AND, ON_J, lhs(), rhs(), 3, ctx));
    // Whatever is still reserved would make this fail.
    ctx.budget().reserve(1 << 20);
  }
}

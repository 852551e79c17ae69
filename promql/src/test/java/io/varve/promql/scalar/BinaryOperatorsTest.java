package io.varve.promql.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.promql.ast.BinaryOp;
import org.junit.jupiter.api.Test;

class BinaryOperatorsTest {
  @Test
  void calculates() {
    assertThat(calculate(BinaryOp.ADD, 1, 2)).isEqualTo(3);
    assertThat(calculate(BinaryOp.SUB, 1, 2)).isEqualTo(-1);
    assertThat(calculate(BinaryOp.MUL, 3, 2)).isEqualTo(6);
    assertThat(calculate(BinaryOp.DIV, 3, 0)).isInfinite();
    assertThat(calculate(BinaryOp.DIV, 0, 0)).isNaN();
    assertThat(calculate(BinaryOp.MOD, -7, 3)).isEqualTo(-1);
    assertThat(calculate(BinaryOp.POW, 2, 10)).isEqualTo(1024);
    assertThat(calculate(BinaryOp.ATAN2, 1, 1)).isEqualTo(Math.PI / 4);
  }

  @Test
  void comparesNanAsUnequalToAll() {
    for (BinaryOp op : BinaryOp.values()) {
      if (op.isComparison()) {
        boolean holds = BinaryOperators.comparison(op).holds(Double.NaN, Double.NaN);
        assertThat(holds).as("%s", op).isEqualTo(op == BinaryOp.NEQ);
      }
    }
    assertThat(BinaryOperators.comparison(BinaryOp.GTE).holds(2, 2)).isTrue();
    assertThat(BinaryOperators.comparison(BinaryOp.LSS).holds(2, 2)).isFalse();
    assertThat(BinaryOperators.comparison(BinaryOp.EQL).holds(0.0, -0.0)).isTrue();
  }

  @Test
  void knowsEachOperatorAsOneKindOnly() {
    for (BinaryOp op : BinaryOp.values()) {
      boolean trims = op == BinaryOp.TRIM_LOWER || op == BinaryOp.TRIM_UPPER;
      if (op.isComparison() || op.isSetOperator() || trims) {
        assertThatThrownBy(() -> BinaryOperators.arithmetic(op))
            .isInstanceOf(IllegalArgumentException.class);
      }
      if (!op.isComparison()) {
        assertThatThrownBy(() -> BinaryOperators.comparison(op))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static double calculate(BinaryOp op, double left, double right) {
    return BinaryOperators.arithmetic(op).applyAsDouble(left, right);
  }
}

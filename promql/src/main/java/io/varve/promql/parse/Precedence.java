package io.varve.promql.parse;

import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.DurationExpr;
import org.jspecify.annotations.Nullable;

/** Binary operators by token, and how strongly they bind: the larger, the stronger. */
final class Precedence {
  /** Weaker than every operator. */
  static final int LOWEST = 1;

  /** Of powers, the only operator that groups from the right; and of what a sign applies to. */
  static final int POWER = 6;

  private Precedence() {}

  static @Nullable BinaryOp operator(TokenType type) {
    return switch (type) {
      case ADD -> BinaryOp.ADD;
      case SUB -> BinaryOp.SUB;
      case MUL -> BinaryOp.MUL;
      case DIV -> BinaryOp.DIV;
      case MOD -> BinaryOp.MOD;
      case POW -> BinaryOp.POW;
      case ATAN2 -> BinaryOp.ATAN2;
      case TRIM_UPPER -> BinaryOp.TRIM_UPPER;
      case TRIM_LOWER -> BinaryOp.TRIM_LOWER;
      case EQL -> BinaryOp.EQL;
      case NEQ -> BinaryOp.NEQ;
      case GTR -> BinaryOp.GTR;
      case LSS -> BinaryOp.LSS;
      case GTE -> BinaryOp.GTE;
      case LTE -> BinaryOp.LTE;
      case AND -> BinaryOp.AND;
      case OR -> BinaryOp.OR;
      case UNLESS -> BinaryOp.UNLESS;
      default -> null;
    };
  }

  static int of(BinaryOp op) {
    return switch (op) {
      case OR -> LOWEST;
      case AND, UNLESS -> 2;
      case EQL, NEQ, GTR, LSS, GTE, LTE, TRIM_UPPER, TRIM_LOWER -> 3;
      case ADD, SUB -> 4;
      case MUL, DIV, MOD, ATAN2 -> 5;
      case POW -> POWER;
    };
  }

  static DurationExpr.@Nullable Op durationOperator(TokenType type) {
    return switch (type) {
      case ADD -> DurationExpr.Op.ADD;
      case SUB -> DurationExpr.Op.SUB;
      case MUL -> DurationExpr.Op.MUL;
      case DIV -> DurationExpr.Op.DIV;
      case MOD -> DurationExpr.Op.MOD;
      case POW -> DurationExpr.Op.POW;
      default -> null;
    };
  }

  static int of(DurationExpr.Op op) {
    return switch (op) {
      case ADD, SUB -> 4;
      case MUL, DIV, MOD -> 5;
      case POW -> POWER;
    };
  }

  /** Returns the weakest operator that may stand in the right operand of one that binds so. */
  static int ofRightOperand(int precedence) {
    return precedence == POWER ? POWER : precedence + 1;
  }
}

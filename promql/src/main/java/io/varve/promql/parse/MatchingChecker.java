package io.varve.promql.parse;

import static io.varve.promql.ast.ValueType.SCALAR;
import static io.varve.promql.ast.ValueType.VECTOR;

import io.varve.model.GoQuote;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.VectorMatching;
import org.jspecify.annotations.Nullable;

/** Checks binary operators: the types of both sides, and how their series are to match. */
final class MatchingChecker {
  private final TokenStream errors;

  MatchingChecker(TokenStream errors) {
    this.errors = errors;
  }

  /** Returns the operator between checked operands, with a matching only if both are vectors. */
  BinaryExpr check(BinaryExpr b, Expr lhs, Expr rhs) {
    BinaryOp op = b.op();
    boolean scalars = lhs.type() == SCALAR && rhs.type() == SCALAR;
    if (b.returnBool() && !op.isComparison()) {
      errors.error(operatorRange(b), "bool modifier can only be used on comparison operators");
    }
    if (op.isComparison() && !b.returnBool() && scalars) {
      errors.error(operatorRange(b), "comparisons between scalars must use BOOL modifier");
    }
    VectorMatching matching = b.matching();
    if (matching != null) {
      checkLabels(b, matching);
      checkOperand(lhs);
      checkOperand(rhs);
      matching = checkMatching(b, matching, lhs.type() == VECTOR && rhs.type() == VECTOR);
    }
    if (op.isSetOperator() && (lhs.type() == SCALAR || rhs.type() == SCALAR)) {
      errors.error(
          b.range(),
          "set operator "
              + GoQuote.quote(op.symbol())
              + " not allowed in binary scalar expression");
    }
    return new BinaryExpr(op, lhs, rhs, matching, b.returnBool(), b.range());
  }

  private void checkLabels(BinaryExpr b, VectorMatching matching) {
    if (!matching.on()) {
      return;
    }
    for (String label : matching.labels()) {
      if (matching.include().contains(label)) {
        errors.error(
            operatorRange(b),
            "label " + GoQuote.quote(label) + " must not occur in ON and GROUP clause at once");
      }
    }
  }

  private void checkOperand(Expr operand) {
    if (operand.type() != SCALAR && operand.type() != VECTOR) {
      errors.error(
          operand.range(), "binary expression must contain only scalar and instant vector types");
    }
  }

  private @Nullable VectorMatching checkMatching(
      BinaryExpr b, VectorMatching matching, boolean vectors) {
    boolean fills = matching.fillLeft() != null || matching.fillRight() != null;
    if (!vectors) {
      if (!matching.labels().isEmpty()) {
        errors.error(b.range(), "vector matching only allowed between instant vectors");
      }
      if (fills) {
        errors.error(b.range(), "filling in missing series only allowed between instant vectors");
      }
      return null;
    }
    if (!b.op().isSetOperator()) {
      return matching;
    }
    if (matching.cardinality() != Cardinality.ONE_TO_ONE) {
      errors.error(
          b.range(), "no grouping allowed for " + GoQuote.quote(b.op().symbol()) + " operation");
      errors.error(b.range(), "set operations must always be many-to-many");
    }
    if (fills) {
      errors.error(b.range(), "filling in missing series not allowed for set operators");
    }
    return matching.withCardinality(Cardinality.MANY_TO_MANY);
  }

  /** Returns what lies between the operands without the white space around it. */
  private PosRange operatorRange(BinaryExpr b) {
    String query = errors.query();
    int start = b.lhs().range().end();
    while (Cursor.isSpace(query.charAt(start))) {
      start++;
    }
    int end = b.rhs().range().start() - 1;
    while (Cursor.isSpace(query.charAt(end))) {
      end--;
    }
    return new PosRange(start, end);
  }
}

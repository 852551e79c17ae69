package io.varve.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation of a vector's series by groups.
 *
 * @param op how to aggregate
 * @param param the first argument of an aggregation that takes two, else null
 * @param expr the vector
 * @param grouping the labels that make a group, or that do not
 * @param without whether {@code grouping} names the labels to leave out
 * @param range where it stands
 */
public record AggregateExpr(
    AggregateOp op,
    @Nullable Expr param,
    Expr expr,
    List<String> grouping,
    boolean without,
    PosRange range)
    implements Expr {
  public AggregateExpr {
    grouping = List.copyOf(grouping);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }

  @Override
  public List<Expr> children() {
    return param == null ? List.of(expr) : List.of(param, expr);
  }
}

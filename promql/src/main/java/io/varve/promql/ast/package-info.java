/**
 * The syntax tree of PromQL: what a query says, with the place in the text where it says it.
 *
 * <p>Every node is an immutable record, and {@link io.varve.promql.ast.Expr} and {@link
 * io.varve.promql.ast.DurationExpr} are sealed, so a pass over the tree is one exhaustive {@code
 * switch}. A tree that the parser returns is well typed: arguments, operands and matchings fit what
 * they are given to.
 */
@NullMarked
package io.varve.promql.ast;

import org.jspecify.annotations.NullMarked;

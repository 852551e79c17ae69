/**
 * The operators that evaluate a plan: each knows its series first, sorted by labels, and then gives
 * them one by one as columns over the grid.
 *
 * <p>{@link io.varve.promql.exec.Compiler} makes operators of plan nodes; {@link
 * io.varve.promql.exec.SeriesOperator} is what they have in common. No operator holds the matrix,
 * but for the sides of joins, sorts, and series whose order the labels' change turns round; what
 * these hold is reserved from the query's {@link io.varve.promql.exec.MemoryBudget} first. Ranges
 * and lookback are open on the left, closed on the right.
 *
 * <p>The invariant: an operator gives exactly as many columns as it announced headers, in their
 * order; a column may be empty, and an empty one counts as no series.
 */
@NullMarked
package io.varve.promql.exec;

import org.jspecify.annotations.NullMarked;

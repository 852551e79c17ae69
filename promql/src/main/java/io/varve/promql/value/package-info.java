/**
 * What the evaluation of a query moves: the grid of steps, columns of values over it, the samples
 * of a series, annotations, and the exception that ends a query.
 *
 * <p>These types know nothing of operators. The invariant guarded here: whether there is a value at
 * a step is told by presence bits alone, never by a special number, for every NaN is a value.
 */
@NullMarked
package io.varve.promql.value;

import org.jspecify.annotations.NullMarked;

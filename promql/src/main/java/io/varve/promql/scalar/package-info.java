/**
 * What is computed from single values, label sets or the buckets of one histogram: element-wise
 * functions, operators between two numbers, {@code label_replace} and {@code label_join}, quantiles
 * and fractions of classic histograms.
 *
 * <p>The invariant guarded here: every function is a pure function of its arguments, with
 * Prometheus's answers in all edge cases, NaN, infinities and negative zero among them.
 */
@NullMarked
package io.varve.promql.scalar;

import org.jspecify.annotations.NullMarked;

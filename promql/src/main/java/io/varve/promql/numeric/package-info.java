/**
 * Floating point arithmetic as Prometheus does it: compensated sums, interpolated quantiles, Go's
 * edge cases of mathematical functions, Go's decimal notation.
 *
 * <p>The invariant guarded here is that a value depends on the samples and on nothing else, and
 * agrees with Prometheus's to the last bits: what sums is Neumaier's variant of Kahan's summation
 * with Prometheus's rule for infinities, and where Java's and Go's functions differ, Go's result is
 * given. Stateless and safe to share.
 */
@NullMarked
package io.varve.promql.numeric;

import org.jspecify.annotations.NullMarked;

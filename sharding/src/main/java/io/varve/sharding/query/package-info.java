/**
 * How samples are read out of the store, series by series, by those that want them all.
 *
 * <p>The invariant guarded here is that memory does not grow with the answer: a reader holds one
 * series at a time, and what a series holds open is given back when the set is closed.
 */
@NullMarked
package io.varve.sharding.query;

import org.jspecify.annotations.NullMarked;

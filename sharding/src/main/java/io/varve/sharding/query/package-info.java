/**
 * How samples are read out of the store, series by series: by those that want them all, and by
 * queries, which want the label sets of all series first.
 *
 * <p>The invariant guarded here is that memory does not grow with the samples: a reader holds those
 * of one series at a time, and what it holds open is given back when it is closed.
 */
@NullMarked
package io.varve.sharding.query;

import org.jspecify.annotations.NullMarked;

/**
 * The node's scrape of itself: its own metrics become series in its own store, so that the first
 * look at it shows data that lives.
 *
 * <p>The invariant guarded here is that these series are those that a Prometheus would make of
 * {@code /metrics}: the same names, labels, stale markers and series about the scrape itself.
 */
@NullMarked
package io.varve.node.scrape;

import org.jspecify.annotations.NullMarked;

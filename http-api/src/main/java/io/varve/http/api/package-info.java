/**
 * Prometheus's HTTP API: queries, series, labels, metadata and status.
 *
 * <p>The invariant guarded here is that a client of Prometheus cannot tell the difference: the same
 * parameters, the same bytes of JSON, the same errors. An answer whose head was sent is whole, or
 * its connection is aborted.
 */
@NullMarked
package io.varve.http.api;

import org.jspecify.annotations.NullMarked;

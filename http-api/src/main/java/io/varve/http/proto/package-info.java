/**
 * The two encodings that Prometheus's remote protocols are wrapped in: protobuf, written by hand,
 * and snappy's block format.
 *
 * <p>The invariant guarded here is that a decoded length is known, and can be refused, before
 * memory is taken for it.
 */
@NullMarked
package io.varve.http.proto;

import org.jspecify.annotations.NullMarked;

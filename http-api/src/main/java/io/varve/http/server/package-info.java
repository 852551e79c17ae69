/**
 * The HTTP server and what its endpoints share: routing, limits, errors, compression, health and
 * metrics.
 *
 * <p>The invariant guarded here is that every request gets an answer with the status that {@link
 * io.varve.model.ErrorKind} fixes, and that no body is read beyond its bound.
 */
@NullMarked
package io.varve.http.server;

import org.jspecify.annotations.NullMarked;

/**
 * Remote write, 1.0 and 2.0: from the bytes of a request to columns, and from the router's result
 * to the response.
 *
 * <p>The invariant guarded here is that no request, however hostile, costs more than its bounds:
 * what it may hold is checked before memory is taken for it, and what does not decode is answered
 * and harms nothing else.
 */
@NullMarked
package io.varve.http.write;

import org.jspecify.annotations.NullMarked;

/**
 * JSON as Prometheus's API writes it.
 *
 * <p>The invariant guarded here is that an answer's bytes are those that Prometheus gives for the
 * same data: numbers in their shortest form and strings escaped as Go does.
 */
@NullMarked
package io.varve.http.json;

import org.jspecify.annotations.NullMarked;

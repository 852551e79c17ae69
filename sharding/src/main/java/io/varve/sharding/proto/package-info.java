/**
 * Protobuf read by hand, for messages on the hot path.
 *
 * <p>The invariant guarded here is that no bytes, however hostile, make a reader look outside the
 * range it was given, loop without consuming, or throw anything but {@link
 * io.varve.model.DecodeException}.
 */
@NullMarked
package io.varve.sharding.proto;

import org.jspecify.annotations.NullMarked;

/**
 * Remote read, as samples and as streamed XOR chunks.
 *
 * <p>The invariant guarded here is that a streamed answer holds one frame of one series in memory,
 * and that an answer cut short ends with an aborted connection, never as a whole one.
 *
 * <h2>Streamed frames</h2>
 *
 * <pre>
 *   stream = { frame }
 *   frame  = length(message), unsigned varint
 *            CRC-32 of message, Castagnoli, 4 bytes, highest first
 *            message: prometheus.ChunkedReadResponse
 * </pre>
 */
@NullMarked
package io.varve.http.read;

import org.jspecify.annotations.NullMarked;

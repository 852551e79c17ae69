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
 *
 * <p>For the second query of a request, the series {@code m} with the value 0 at 0 ms and 1 at 1
 * ms:
 *
 * <pre>
 *   2A                                      42 bytes follow the checksum
 *   77 B7 46 FA                             checksum
 *   0A 26                                   chunked_series
 *     0A 0D 0A 08 5F 5F 6E 61 6D 65 5F 5F 12 01 6D        __name__="m"
 *     12 15 10 01 18 01 22 0F               a chunk: max_time 1, XOR, 15 bytes
 *       00 02 00 00 00 00 00 00 00 00 00 01 C4 57 FE
 *   10 01                                   query_index 1
 * </pre>
 */
@NullMarked
package io.varve.http.read;

import org.jspecify.annotations.NullMarked;

/**
 * Clients of remote write and remote read on the JDK's own HTTP client, for tests of whole
 * processes and for the load generator.
 *
 * <p>They share no encoder or decoder of messages with the server, so that both ends cannot be
 * wrong alike.
 */
@NullMarked
package io.varve.testing.remote;

import org.jspecify.annotations.NullMarked;

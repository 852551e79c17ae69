package io.varve.http.server;

import java.time.Duration;

/**
 * How the HTTP server listens.
 *
 * @param host name or address to listen on
 * @param port port to listen on; 0 for any that is free
 * @param maxConnections connections open at a time; further ones wait
 * @param idleTimeout after which a connection without traffic is closed
 * @param requestTimeout after which a request without an answer gets 503
 * @param compressFrom responses of text at least so long are compressed for those who accept it, in
 *     bytes
 */
public record ServerSettings(
    String host,
    int port,
    int maxConnections,
    Duration idleTimeout,
    Duration requestTimeout,
    int compressFrom) {
  /** Validates. */
  public ServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("max-connections must be at least 1");
    }
  }
}

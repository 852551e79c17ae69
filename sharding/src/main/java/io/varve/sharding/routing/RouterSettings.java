package io.varve.sharding.routing;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Bounds of a router.
 *
 * @param deadline how long a request may wait for its shards
 * @param resendAfter how long a shard may take before its batch is sent again
 * @param retryAfter what a client is told to wait after a transient fault
 * @param routeCacheEntries how many series' routes are remembered
 */
public record RouterSettings(
    Duration deadline, Duration resendAfter, Duration retryAfter, int routeCacheEntries) {
  public RouterSettings {
    if (routeCacheEntries < 1) {
      throw new IllegalArgumentException("route cache of " + routeCacheEntries + " entries");
    }
  }

  /**
   * Reads the settings.
   *
   * @param varve the section {@code varve}
   * @throws com.typesafe.config.ConfigException when a key is missing or of the wrong type
   */
  public static RouterSettings from(Config varve) {
    Config ingest = varve.getConfig("ingest");
    return new RouterSettings(
        ingest.getDuration("deadline"),
        ingest.getDuration("resend-after"),
        ingest.getDuration("retry-after"),
        ingest.getInt("route-cache-entries"));
  }
}

package io.varve.sharding.metadata;

import com.typesafe.config.Config;

/**
 * How much a node keeps of what senders say of metrics.
 *
 * @param maxBytesPerTenant about how much of the heap one tenant's may take
 * @param maxBytes about how much those of all tenants may; no less
 */
public record MetadataSettings(long maxBytesPerTenant, long maxBytes) {
  /** Validates. */
  public MetadataSettings {
    if (maxBytesPerTenant < 0 || maxBytes < maxBytesPerTenant) {
      throw new IllegalArgumentException(
          "varve.metadata.max-bytes must not be below max-bytes-per-tenant, which is not negative");
    }
  }

  /**
   * Reads the settings.
   *
   * @param varve the part of the configuration of that name
   */
  public static MetadataSettings from(Config varve) {
    Config metadata = varve.getConfig("metadata");
    return new MetadataSettings(
        metadata.getBytes("max-bytes-per-tenant"), metadata.getBytes("max-bytes"));
  }
}

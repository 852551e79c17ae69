package io.varve.model;

/**
 * The two hashes that decide which shard a series belongs to; {@link ShardPlacement} makes a shard
 * number of them.
 *
 * <ul>
 *   <li>{@code hl}, the series hash: xxh64 with seed 0 over the tenant and then the name and the
 *       value of every label except {@code __name__} and {@code le}, in UTF-8 byte order of names.
 *       Each of these strings is preceded by its length in bytes as an unsigned varint.
 *   <li>{@code ht}, the tenant hash: xxh64 with seed 0 over the tenant's UTF-8, length-prefixed as
 *       well, so that it equals the {@code hl} of a series without other labels.
 * </ul>
 *
 * Leaving out {@code __name__} and {@code le} keeps all metrics of one label set, and all buckets
 * of a classic histogram, in one shard.
 *
 * <p>Stored data depends on every bit of this: {@code docs/format/series-hash.md} holds the golden
 * vectors, and any change needs a new {@link #HASH_VERSION}. All methods are thread-safe.
 */
public final class SeriesHash {
  /** Which hash this is; written into the store's descriptor and every artefact's metadata. */
  public static final int HASH_VERSION = 1;

  private SeriesHash() {}

  /** Returns the series hash of the tenant's series with these labels. */
  public static long hl(TenantId tenant, Labels labels) {
    SeriesHasher hasher = new SeriesHasher().reset(tenant.utf8());
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.name(i);
      if (!name.equals(LabelName.METRIC_NAME) && !name.equals(LabelName.BUCKET)) {
        hasher.add(name, labels.value(i));
      }
    }
    return hasher.finish();
  }

  /** Returns the tenant hash. */
  public static long ht(TenantId tenant) {
    return SeriesHasher.tenantHash(tenant.utf8());
  }
}

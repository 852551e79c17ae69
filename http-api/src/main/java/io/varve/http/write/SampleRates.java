package io.varve.http.write;

import io.varve.model.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A token bucket of samples for each tenant: it fills at the rate and holds one burst. A request is
 * let in whole while the bucket is not empty, and may leave it in debt, so that a request larger
 * than a burst is delayed and not refused for ever. Thread-safe.
 */
final class SampleRates {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int TENANTS_BEFORE_CLEANING = 10_000;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<TenantId, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * Makes the buckets.
   *
   * @param perSecond samples a second; 0 for no limit
   * @param burstSeconds how many seconds' worth a bucket holds
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  SampleRates(long perSecond, int burstSeconds, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.burst = (double) perSecond * burstSeconds;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes samples out of a tenant's bucket.
   *
   * @return 0 if they were taken; or else after how many seconds to try again, and nothing was
   *     taken
   */
  int take(TenantId tenant, int samples) {
    if (perSecond == 0) {
      return 0;
    }
    long now = nanoTime.getAsLong();
    if (buckets.size() > TENANTS_BEFORE_CLEANING) {
      buckets.values().removeIf(bucket -> bucket.at(now).tokens >= burst);
    }
    Bucket[] before = new Bucket[1];
    buckets.compute(
        tenant,
        (_, known) -> {
          before[0] = (known == null ? new Bucket(burst, now) : known).at(now);
          return before[0].tokens > 0 ? before[0].without(samples) : before[0];
        });
    double missing = -before[0].tokens;
    return missing < 0 ? 0 : Math.max(1, (int) Math.ceil(missing / perSecond));
  }

  /** Returns how many tenants have a bucket. */
  int tenants() {
    return buckets.size();
  }

  /** Immutable, so that it can be replaced as a whole. */
  private final class Bucket {
    private final double tokens;
    private final long time;

    Bucket(double tokens, long time) {
      this.tokens = tokens;
      this.time = time;
    }

    Bucket at(long now) {
      double filled = tokens + (now - time) / NANOS_PER_SECOND * perSecond;
      return new Bucket(Math.min(burst, filled), now);
    }

    Bucket without(int samples) {
      return new Bucket(tokens - samples, time);
    }
  }
}

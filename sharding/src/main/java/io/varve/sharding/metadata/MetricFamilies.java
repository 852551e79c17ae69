package io.varve.sharding.metadata;

import io.varve.model.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The families of metrics that a node has been told of. Of a family the last word counts. A tenant
 * over its bound loses the families that were told longest ago; a node over its own, all those of
 * the tenant that has told nothing for longest. Thread-safe.
 */
public final class MetricFamilies {
  private final MetadataSettings settings;
  private final ReentrantLock lock = new ReentrantLock();

  /** Those told longest ago come first. */
  private final Map<TenantId, OfTenant> tenants = byAge();

  private long bytes;

  /** Makes an empty set. */
  public MetricFamilies(MetadataSettings settings) {
    this.settings = settings;
  }

  /** Takes what a tenant's sender says. */
  public void put(TenantId tenant, Collection<MetricFamily> families) {
    if (families.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      OfTenant own = tenants.computeIfAbsent(tenant, _ -> new OfTenant());
      long before = own.bytes;
      for (MetricFamily family : families) {
        own.put(family, settings.maxBytesPerTenant());
      }
      bytes += own.bytes - before;
      if (own.families.isEmpty()) {
        tenants.remove(tenant);
      }
      for (Iterator<OfTenant> oldest = tenants.values().iterator(); bytes > settings.maxBytes(); ) {
        bytes -= oldest.next().bytes;
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns a tenant's families by name. */
  public List<MetricFamily> of(TenantId tenant) {
    List<MetricFamily> families = new ArrayList<>();
    lock.lock();
    try {
      OfTenant own = tenants.get(tenant);
      if (own != null) {
        families.addAll(own.families.values());
      }
    } finally {
      lock.unlock();
    }
    families.sort(Comparator.comparing(MetricFamily::name));
    return families;
  }

  /** Returns about how much of the heap all families take, in bytes. */
  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private static <K, V> Map<K, V> byAge() {
    return new LinkedHashMap<>(16, 0.75f, true);
  }

  private static final class OfTenant {
    private final Map<String, MetricFamily> families = byAge();
    private long bytes;

    void put(MetricFamily family, long maxBytes) {
      MetricFamily before = families.put(family.name(), family);
      bytes += family.heapBytes() - (before == null ? 0 : before.heapBytes());
      for (Iterator<MetricFamily> oldest = families.values().iterator(); bytes > maxBytes; ) {
        bytes -= oldest.next().heapBytes();
        oldest.remove();
      }
    }
  }
}

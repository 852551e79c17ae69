package io.varve.sharding.metadata;

/**
 * What a sender says of a metric.
 *
 * @param name of the family, not empty: {@code latency} for {@code latency_bucket}
 * @param help a sentence for people; empty if there is none
 * @param unit of the values; empty if none is named
 */
public record MetricFamily(String name, MetricType type, String help, String unit) {
  /** Objects, and a place in a map. */
  private static final long OVERHEAD = 200;

  /** Validates. */
  public MetricFamily {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a family of metrics has a name");
    }
  }

  /** Returns about how many bytes of heap it takes. */
  public long heapBytes() {
    return OVERHEAD + name.length() + (long) help.length() + unit.length();
  }
}

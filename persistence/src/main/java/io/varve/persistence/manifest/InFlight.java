package io.varve.persistence.manifest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this owner is writing and no manifest names yet: from before its first byte is put until the
 * edit that names it has its result. Not swept meanwhile. Thread-safe.
 */
public final class InFlight {
  private final Map<Named, Integer> writing = new ConcurrentHashMap<>();

  /** Ends the protection. */
  public interface Reservation extends AutoCloseable {
    @Override
    void close();
  }

  /** Protects a thing, until the reservation is closed; close it once. */
  public Reservation reserve(Named named) {
    writing.merge(named, 1, Integer::sum);
    return () -> writing.computeIfPresent(named, (_, count) -> count == 1 ? null : count - 1);
  }

  boolean contains(Named named) {
    return writing.containsKey(named);
  }
}

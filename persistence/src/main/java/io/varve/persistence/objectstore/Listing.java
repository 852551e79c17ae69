package io.varve.persistence.objectstore;

import java.util.List;

/**
 * A part of a listing.
 *
 * @param entries in UTF-8 byte order of their keys
 * @param truncated whether there may be more behind the last entry
 */
public record Listing(List<Entry> entries, boolean truncated) {
  /** Copies the list. */
  public Listing {
    entries = List.copyOf(entries);
  }

  /**
   * One object.
   *
   * @param size in bytes
   */
  public record Entry(String key, long size) {}
}

package io.varve.persistence.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was promised to the clients of a shard. Each record is known by a number of its own. */
final class History {
  private final Set<Long> acknowledged = new HashSet<>();
  private final Set<Long> refused = new HashSet<>();
  private long last;

  long nextId() {
    return ++last;
  }

  void acknowledge(long id) {
    acknowledged.add(id);
  }

  void refuse(long id) {
    refused.add(id);
  }

  Set<Long> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  Set<Long> refused() {
    return Set.copyOf(refused);
  }

  /**
   * Checks what a new owner has recovered.
   *
   * @param before what was acknowledged before it claimed the shard
   */
  void check(String reader, Set<Long> before, List<Long> recovered) {
    Set<Long> found = new HashSet<>(recovered);
    if (found.size() != recovered.size()) {
      throw new AssertionError(reader + " finds a record twice: " + recovered);
    }
    Set<Long> lost = new HashSet<>(before);
    lost.removeAll(found);
    if (!lost.isEmpty()) {
      throw new AssertionError(
          "%s finds %s, not the acknowledged %s".formatted(reader, recovered, lost));
    }
    found.retainAll(refused);
    if (!found.isEmpty()) {
      throw new AssertionError(reader + " finds what was refused: " + found);
    }
  }
}

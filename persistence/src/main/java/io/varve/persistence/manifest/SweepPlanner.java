package io.varve.persistence.manifest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides what may be deleted. A thing may go when
 *
 * <ul>
 *   <li>this owner has committed a manifest, begun after the thing was seen, that does not name it:
 *       so no other owner had come by then, and none that comes later will name it;
 *   <li>the delay has passed since that commit was seen, so that other readers are done with it;
 *   <li>no reader here holds a version that names it, and nobody here is writing it.
 * </ul>
 *
 * <p>Times are nanoseconds of the monotonic clock. Not thread-safe.
 */
final class SweepPlanner {
  private final long delayNanos;
  private final Map<Named, Candidate> candidates = new LinkedHashMap<>();
  private ManifestVersion newest;

  /**
   * @param confirmed whether a commit begun after it was seen does not name it
   * @param since when it was confirmed, or else seen
   */
  private record Candidate(boolean confirmed, long since) {}

  /**
   * @param start found at the claim; what it lists as deleted, nobody will ever name again
   */
  SweepPlanner(ManifestVersion start, Duration delay, long now) {
    this.newest = start;
    this.delayNanos = delay.toNanos();
    start
        .manifest()
        .deleted()
        .values()
        .forEach(
            d -> candidates.put(new Named.OfBlock(d.tenant(), d.ulid()), new Candidate(true, now)));
  }

  /** A thing is there. Must not be called with what an owner of a higher epoch may have made. */
  void seen(Named named, long now) {
    if (!newest.names(named)) {
      candidates.putIfAbsent(named, new Candidate(false, now));
    }
  }

  /** A version was committed. */
  void committed(ManifestVersion before, ManifestVersion after, long begun, long now) {
    newest = after;
    candidates.keySet().removeIf(after::names);
    candidates.replaceAll(
        (_, c) -> c.confirmed() || c.since() >= begun ? c : new Candidate(true, now));
    before
        .named()
        .filter(n -> !after.names(n))
        .forEach(n -> candidates.put(n, new Candidate(true, now)));
  }

  /** Whether a commit would let more things go. */
  boolean wantsCommit() {
    return candidates.values().stream().anyMatch(c -> !c.confirmed());
  }

  /** What may be deleted now. */
  List<Named> due(long now, List<ManifestVersion> pinned, Predicate<Named> inFlight) {
    return candidates.entrySet().stream()
        .filter(e -> e.getValue().confirmed() && now - e.getValue().since() >= delayNanos)
        .map(Map.Entry::getKey)
        .filter(n -> !inFlight.test(n) && pinned.stream().noneMatch(p -> p.names(n)))
        .toList();
  }

  /** A thing is gone. */
  void gone(Named named) {
    candidates.remove(named);
  }
}

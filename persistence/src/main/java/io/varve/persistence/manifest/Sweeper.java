package io.varve.persistence.manifest;

import io.varve.model.TenantId;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Deletes what a shard no longer needs: what a commit superseded, and what earlier owners, or
 * uploads that failed, left behind. Thread-safe; {@link #look} and {@link #sweep} block.
 */
public final class Sweeper {
  private final ObjectStore store;
  private final long epoch;
  private final ManifestCommitter committer;
  private final InFlight inFlight;
  private final SegmentRemover segments;
  private final LongSupplier nanos;
  private final ShardListing listing;

  private final ReentrantLock lock = new ReentrantLock();
  private final SweepPlanner planner;

  /**
   * @param epoch this owner's
   * @param delay from a commit to the deletion of what it superseded
   * @param nanos a monotonic clock
   */
  public Sweeper(
      ObjectStore store,
      ShardKeys keys,
      long epoch,
      ManifestCommitter committer,
      InFlight inFlight,
      SegmentRemover segments,
      Duration delay,
      LongSupplier nanos) {
    this.store = store;
    this.epoch = epoch;
    this.committer = committer;
    this.inFlight = inFlight;
    this.segments = segments;
    this.nanos = nanos;
    this.listing = new ShardListing(store, keys);
    this.planner = new SweepPlanner(committer.newest(), delay, nanos.getAsLong());
    committer.listen(
        (before, after, begun) ->
            locked(
                () -> {
                  planner.committed(before, after, begun, nanos.getAsLong());
                  return after;
                }));
  }

  /**
   * Looks for what no manifest names; for the time after a claim, and once a day. Commits once if
   * there is any, since only a commit proves that no other owner has named it.
   *
   * @param localSegments the ids of this node's segments of the head that will not be used again
   */
  public void look(Set<Integer> localSegments) throws IOException {
    Set<TenantId> tenants =
        committer.newest().manifest().blocks().values().stream()
            .map(BlockEntry::tenant)
            .collect(Collectors.toSet());
    List<Named> found = new ArrayList<>(listing.objects(epoch));
    found.addAll(listing.blocks(tenants));
    localSegments.forEach(id -> found.add(new Named.OfSegment(id)));
    boolean wantsCommit =
        locked(
            () -> {
              long now = nanos.getAsLong();
              found.stream().filter(n -> !inFlight.contains(n)).forEach(n -> planner.seen(n, now));
              return planner.wantsCommit();
            });
    if (wantsCommit) {
      committer.submit(Optional::of);
    }
  }

  /**
   * Names what this owner has made and will never name in a manifest, unless one names it already:
   * nothing else would tell of it before the next start.
   */
  public void abandon(Collection<? extends Named> made) {
    locked(
        () -> {
          long now = nanos.getAsLong();
          made.forEach(named -> planner.seen(named, now));
          return made;
        });
  }

  /** Deletes what is due; what fails is due again the next time. */
  public void sweep() throws IOException {
    if (committer.isOver()) {
      return;
    }
    List<Named> due =
        locked(() -> planner.due(nanos.getAsLong(), committer.pinned(), inFlight::contains));
    List<String> blocks = new ArrayList<>();
    for (Named named : due) {
      switch (named) {
        case Named.OfKey(String key) -> store.delete(key);
        case Named.OfSegment(long id) -> segments.delete(id);
        case Named.OfBlock block -> {
          for (String key : listing.objectsOf(block)) {
            store.delete(key);
          }
          blocks.add(block.ulid());
        }
      }
      locked(
          () -> {
            planner.gone(named);
            return named;
          });
    }
    if (blocks.stream().anyMatch(committer.newest().manifest().deleted()::containsKey)) {
      committer.submit(base -> Optional.of(base.withoutDeleted(blocks)));
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}

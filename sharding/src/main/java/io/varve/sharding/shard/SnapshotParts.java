package io.varve.sharding.shard;

import io.varve.persistence.head.SeriesSnapshot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the series of a query hold in the head. Filled by many series, each its own place.
 */
public final class SnapshotParts {
  private final AtomicReferenceArray<@Nullable SeriesSnapshot> parts;
  private final AtomicInteger left;
  private final CompletableFuture<SnapshotParts> done = new CompletableFuture<>();

  SnapshotParts(int series) {
    parts = new AtomicReferenceArray<>(series);
    left = new AtomicInteger(series);
    if (series == 0) {
      done.complete(this);
    }
  }

  void set(int i, @Nullable SeriesSnapshot snapshot) {
    parts.set(i, snapshot);
    if (left.decrementAndGet() == 0) {
      done.complete(this);
    }
  }

  /** The i-th series' part; null when the series is gone. */
  public @Nullable SeriesSnapshot get(int i) {
    return parts.get(i);
  }

  /** Completes when all are there. */
  public CompletableFuture<SnapshotParts> done() {
    return done;
  }
}

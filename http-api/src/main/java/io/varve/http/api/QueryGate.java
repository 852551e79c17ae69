package io.varve.http.api;

import io.varve.model.ErrorCode;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many queries in at a time, and none while their memory is scarce; others wait, as {@link
 * WaitingQueries} says. Where too many wait, the last one of the tenant with most of them is
 * refused. Thread-safe.
 *
 * <p>A query that has found no memory begins anew, and comes in only when so much of the memory is
 * not spoken for by others who do so too. One that wants all of it runs alone. So no query fails
 * because of others, and none waits for memory while it holds some.
 */
final class QueryGate {
  /** What a query wants that wants all memory to itself. */
  static final int WHOLE = 4;

  private final Lock lock = new ReentrantLock();
  private final WaitingQueries waiting = new WaitingQueries();
  private final int places;
  private final int maxWaiting;
  private final BooleanSupplier scarce;
  private int entered;
  private int claimed;

  /**
   * Makes a gate.
   *
   * @param places how many are let in at a time
   * @param maxWaiting how many wait at most
   * @param scarce whether there is little memory; {@link #admit} is to be called when no longer
   */
  QueryGate(int places, int maxWaiting, BooleanSupplier scarce) {
    this.places = places;
    this.maxWaiting = maxWaiting;
    this.scarce = scarce;
  }

  /** A place that is asked for. */
  final class Place {
    private final CompletableFuture<Void> granted = new CompletableFuture<>();
    private final TenantId tenant;
    private final int share;

    private Place(TenantId tenant, int share) {
      this.tenant = tenant;
      this.share = share;
    }

    /** Returns whose query it is for. */
    TenantId tenant() {
      return tenant;
    }

    /** Completes when the place is there; fails if it is given up before. */
    CompletableFuture<Void> granted() {
      return granted;
    }

    /** Waits no longer; false if there is nothing to wait for any more. */
    boolean giveUp(Throwable reason) {
      boolean first = granted.completeExceptionally(reason);
      if (first) {
        forget(this);
      }
      return first;
    }

    /** Gives the place back, once, or what waits for it up. */
    void leave(Throwable reason) {
      if (!giveUp(reason) && !granted.isCompletedExceptionally()) {
        left(this);
      }
    }
  }

  /** Asks for a place; it, or another one that waits, is given up at once where too many wait. */
  Place enter(TenantId tenant) {
    Place place = new Place(tenant, 0);
    Place refused = null;
    lock.lock();
    try {
      if (waiting.size() < maxWaiting) {
        waiting.add(place);
      } else {
        refused = waiting.exchange(place);
      }
    } finally {
      lock.unlock();
    }
    if (refused != null) {
      refused.granted.completeExceptionally(
          new VarveException(
              ErrorCode.OVERLOADED,
              "%d queries wait already, see varve.query.max-waiting".formatted(maxWaiting)));
    }
    admit();
    return place;
  }

  /**
   * Asks for a place before all others who wait, for a query that has given one back.
   *
   * @param share of the memory that it wants to have, {@link #WHOLE} being all of it
   */
  Place enterAgain(TenantId tenant, int share) {
    Place place = new Place(tenant, share);
    lock.lock();
    try {
      waiting.addAgain(place);
    } finally {
      lock.unlock();
    }
    admit();
    return place;
  }

  /** Lets in whoever can be let in now. */
  void admit() {
    for (Place next = next(); next != null; next = next()) {
      if (!next.granted.complete(null)) {
        left(next);
      }
    }
  }

  private @Nullable Place next() {
    lock.lock();
    try {
      Place first = waiting.first();
      if (first == null || !fits(first)) {
        return null;
      }
      entered++;
      claimed += first.share;
      waiting.enter(first);
      return first;
    } finally {
      lock.unlock();
    }
  }

  private boolean fits(Place place) {
    if (entered == 0) {
      return true;
    }
    return entered < places
        && place.share < WHOLE
        && claimed < WHOLE
        && claimed + place.share <= WHOLE
        && !scarce.getAsBoolean();
  }

  private void left(Place place) {
    lock.lock();
    try {
      entered--;
      claimed -= place.share;
      waiting.left(place);
    } finally {
      lock.unlock();
    }
    admit();
  }

  private void forget(Place place) {
    lock.lock();
    try {
      waiting.remove(place);
    } finally {
      lock.unlock();
    }
    // Those behind may want less.
    admit();
  }

  /** Returns how many are in. */
  int entered() {
    lock.lock();
    try {
      return entered;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}

package io.varve.http.api;

import io.varve.model.TenantId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who waits at a {@link QueryGate}, and who is next: first those who have been in before; then the
 * tenant of whom the fewest are in, and of several such the one whose last turn, or whose coming,
 * is longest ago. So a tenant with many queries, or long ones, holds up nobody but itself. Not
 * thread-safe.
 */
final class WaitingQueries {
  private final Deque<QueryGate.Place> again = new ArrayDeque<>();

  /** Those of whom somebody waits or is in, in the order of their last turns. */
  private final Map<TenantId, Tenant> tenants = new LinkedHashMap<>();

  private int waiting;

  private static final class Tenant {
    final Deque<QueryGate.Place> waiting = new ArrayDeque<>();
    int entered;
  }

  /** Puts a place behind the others of its tenant. */
  void add(QueryGate.Place place) {
    of(place).waiting.addLast(place);
    waiting++;
  }

  /** Puts a place before all others. */
  void addAgain(QueryGate.Place place) {
    again.addFirst(place);
    waiting++;
  }

  /**
   * Puts a place behind the others of its tenant, and takes out the last one of the tenant that has
   * most waiting, which may be the same.
   *
   * @return what was taken out
   */
  QueryGate.Place exchange(QueryGate.Place place) {
    Tenant own = of(place);
    Tenant most = own;
    for (Tenant tenant : tenants.values()) {
      if (tenant.waiting.size() > most.waiting.size()) {
        most = tenant;
      }
    }
    if (most.waiting.size() <= own.waiting.size() + 1) {
      dropIfIdle(place.tenant(), own);
      return place;
    }
    own.waiting.addLast(place);
    return most.waiting.removeLast();
  }

  /** Returns who is next; null if nobody waits. */
  QueryGate.@Nullable Place first() {
    if (!again.isEmpty()) {
      return again.peekFirst();
    }
    Tenant next = null;
    for (Tenant tenant : tenants.values()) {
      if (!tenant.waiting.isEmpty() && (next == null || tenant.entered < next.entered)) {
        next = tenant;
      }
    }
    return next == null ? null : next.waiting.peekFirst();
  }

  /** Lets {@link #first} in. */
  void enter(QueryGate.Place first) {
    Tenant tenant = of(first);
    if (!again.removeFirstOccurrence(first)) {
      tenant.waiting.removeFirst();
      tenants.remove(first.tenant());
      tenants.put(first.tenant(), tenant);
    }
    tenant.entered++;
    waiting--;
  }

  /** One who was in has left. */
  void left(QueryGate.Place place) {
    Tenant tenant = of(place);
    tenant.entered--;
    dropIfIdle(place.tenant(), tenant);
  }

  /** Takes out one who waits no longer, if it is still there. */
  void remove(QueryGate.Place place) {
    Tenant tenant = of(place);
    if (again.remove(place) || tenant.waiting.remove(place)) {
      waiting--;
    }
    dropIfIdle(place.tenant(), tenant);
  }

  /** Returns how many wait. */
  int size() {
    return waiting;
  }

  private Tenant of(QueryGate.Place place) {
    return tenants.computeIfAbsent(place.tenant(), _ -> new Tenant());
  }

  private void dropIfIdle(TenantId id, Tenant tenant) {
    if (tenant.entered == 0 && tenant.waiting.isEmpty()) {
      tenants.remove(id);
    }
  }
}

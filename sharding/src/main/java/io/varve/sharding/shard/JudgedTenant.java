package io.varve.sharding.shard;

import io.varve.model.Labels;
import io.varve.persistence.event.WindowId;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;

/**
 * How a tenant will stand once everything in the log's pipeline is applied: the applied state, and
 * what has been decided but is not durable yet.
 */
final class JudgedTenant {
  private final TenantState applied;
  private OpenWindows open;
  private int series;

  /** Series that an event under way creates. */
  private final Object2IntOpenHashMap<Labels> tentative = new Object2IntOpenHashMap<>();

  JudgedTenant(TenantState applied) {
    this.applied = applied;
    open = applied.open();
    series = applied.series();
  }

  TenantState applied() {
    return applied;
  }

  OpenWindows open() {
    return open;
  }

  int series() {
    return series;
  }

  /** Reference of a series that is under way, or 0. */
  int tentative(Labels labels) {
    return tentative.getInt(labels);
  }

  void addTentative(Labels labels, int ref) {
    tentative.put(labels, ref);
    series++;
  }

  void becameDurable(Labels labels) {
    tentative.removeInt(labels);
  }

  WindowId openWindow(long start) {
    WindowId window = new WindowId(start, applied.nextGeneration(start));
    applied.sawGeneration(window);
    open = open.with(window, false);
    return window;
  }

  void cut(WindowId window) {
    open = open.without(window);
  }

  void removed(int n) {
    series -= n;
  }

  /** Undoes what is not durable. Returns how many series that were. */
  int rollback() {
    int undone = tentative.size();
    tentative.clear();
    open = applied.open();
    series = applied.series();
    return undone;
  }
}

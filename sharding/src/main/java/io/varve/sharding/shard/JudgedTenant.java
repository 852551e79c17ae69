package io.varve.sharding.shard;

import io.varve.model.Labels;
import io.varve.persistence.event.WindowId;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.HashMap;
import java.util.Map;

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

  /** Newest generation that an event under way opens, by the window's start. */
  private final Map<Long, Integer> generations = new HashMap<>();

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
    Integer last = generations.get(start);
    int generation = last == null ? applied.nextGeneration(start) : last + 1;
    WindowId window = new WindowId(start, generation);
    generations.put(start, generation);
    open = open.with(window, false);
    return window;
  }

  void becameDurable(WindowId window) {
    generations.remove(window.start(), window.generation());
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
    generations.clear();
    open = applied.open();
    series = applied.series();
    return undone;
  }
}

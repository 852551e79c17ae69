package io.varve.sharding.shard;

import io.varve.model.Windows;
import io.varve.persistence.event.WindowId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides which open windows of a tenant are cut, and which become one block together.
 *
 * <p>A window that opened in its own time is cut once it has ended and is worth a block, or its
 * neighbours make it one, or it is old. One that opened late has no end to wait for: it is cut when
 * its sender falls silent, or when it is large.
 */
final class WindowPlanner {
  /** Windows of the same half day may share a block, so that small tenants make two a day. */
  static final long GROUP_MS = 6 * Windows.WINDOW_MS;

  private final ShardSettings settings;

  WindowPlanner(ShardSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns the windows to cut now; each list becomes one block.
   *
   * @param open what is open once all that is under way to the log is applied
   * @param now the shard's clock, ms since the Unix epoch
   */
  List<List<WindowId>> due(TenantState tenant, OpenWindows open, long now) {
    Map<Long, List<Map.Entry<WindowId, WindowStats>>> ended = new TreeMap<>();
    Map<Long, List<WindowId>> due = new TreeMap<>();
    List<Map.Entry<WindowId, WindowStats>> lateWaiting = new ArrayList<>();
    for (var window : tenant.openWindows()) {
      WindowId key = window.getKey();
      if (!open.isOpen(key)) {
        continue;
      }
      if (isLate(key, window.getValue())) {
        if (lateIsDue(window.getValue(), now)) {
          due.computeIfAbsent(group(key), _ -> new ArrayList<>()).add(key);
        } else {
          lateWaiting.add(window);
        }
      } else if (now >= end(key) + settings.cutDelay().toMillis()) {
        ended.computeIfAbsent(group(key), _ -> new ArrayList<>()).add(window);
      }
    }
    ended.forEach(
        (group, windows) -> {
          if (isWorthABlock(windows, now)) {
            List<WindowId> list = due.computeIfAbsent(group, _ -> new ArrayList<>());
            windows.forEach(w -> list.add(w.getKey()));
          }
        });
    excess(lateWaiting).forEach(w -> due.computeIfAbsent(group(w), _ -> new ArrayList<>()).add(w));
    return List.copyOf(due.values());
  }

  /** Returns all open windows, grouped into blocks. */
  static List<List<WindowId>> all(OpenWindows open) {
    Map<Long, List<WindowId>> groups = new TreeMap<>();
    for (WindowId w : open.keys()) {
      groups.computeIfAbsent(group(w), _ -> new ArrayList<>()).add(w);
    }
    return List.copyOf(groups.values());
  }

  /** With the delay, the last window of a half day has ended too when the first one is too old. */
  private boolean isWorthABlock(List<Map.Entry<WindowId, WindowStats>> windows, long now) {
    long bytes = windows.stream().mapToLong(w -> w.getValue().estimatedBytes()).sum();
    long oldest = windows.getFirst().getKey().start();
    long longest = settings.maxWindowAge().plus(settings.cutDelay()).toMillis();
    return bytes >= settings.minBlockBytes() || now - oldest >= longest;
  }

  private boolean isLate(WindowId window, WindowStats stats) {
    return window.generation() > 0
        || stats.firstReceived() >= end(window) + settings.cutDelay().toMillis();
  }

  private boolean lateIsDue(WindowStats stats, long now) {
    return now - stats.lastReceived() >= settings.lateCutDelay().toMillis()
        || stats.estimatedBytes() >= settings.lateCutBytes();
  }

  /** The late windows beyond the bound, those untouched for longest. */
  private List<WindowId> excess(List<Map.Entry<WindowId, WindowStats>> late) {
    int over = late.size() - settings.maxLateWindows();
    return over <= 0
        ? List.of()
        : late.stream()
            .sorted(Comparator.comparingLong(w -> w.getValue().lastReceived()))
            .limit(over)
            .map(Map.Entry::getKey)
            .toList();
  }

  private static long end(WindowId window) {
    return window.start() + Windows.WINDOW_MS;
  }

  private static long group(WindowId window) {
    return Math.floorDiv(window.start(), GROUP_MS);
  }
}

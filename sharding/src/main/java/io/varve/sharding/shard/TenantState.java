package io.varve.sharding.shard;

import io.varve.model.TenantId;
import io.varve.persistence.event.WindowId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant's windows in one shard, as far as events have been applied. Single-threaded. */
final class TenantState {
  private final TenantId id;
  private OpenWindows open = OpenWindows.NONE;
  private final Map<WindowId, WindowStats> stats = new HashMap<>();

  /** Windows that are cut and not yet in a committed block, with the cut's sequence number. */
  private final Map<WindowId, Long> cutting = new HashMap<>();

  /**
   * Newest generation by the window's start, of all windows that a recovery may meet: none of these
   * may come twice.
   */
  private Map<Long, Integer> generations = new HashMap<>();

  /** The same for a recovery from the checkpoint that was begun last. */
  private Map<Long, Integer> generationsBehindCheckpoint = generations;

  private int series;

  TenantState(TenantId id) {
    this.id = id;
  }

  TenantId id() {
    return id;
  }

  OpenWindows open() {
    return open;
  }

  int series() {
    return series;
  }

  void addSeries(int n) {
    series += n;
  }

  void open(WindowId window, boolean alreadyInBlock) {
    open = open.with(window, alreadyInBlock);
    stats.put(window, new WindowStats(0, 0, 0));
    sawGeneration(window);
  }

  void restoreOpen(WindowId window, WindowStats restored) {
    open(window, false);
    stats.put(window, restored);
  }

  /** A block holds what the log will say of an open window until its cut. */
  void markInBlock(WindowId window) {
    open = open.inBlock(window);
  }

  void count(WindowId window, long samples, long received) {
    stats.computeIfPresent(window, (_, s) -> s.plus(samples, received));
  }

  void cut(WindowId window, long sequenceNr) {
    open = open.without(window);
    stats.remove(window);
    cutting.put(window, sequenceNr);
    sawGeneration(window);
  }

  void restoreCutting(WindowId window, long sequenceNr) {
    cutting.put(window, sequenceNr);
    sawGeneration(window);
  }

  /** The window's samples are in a committed block, and gone from the head. */
  void dropped(WindowId window) {
    cutting.remove(window);
  }

  boolean isCutting(WindowId window) {
    return cutting.containsKey(window);
  }

  Map<WindowId, Long> cutting() {
    return cutting;
  }

  /** Open windows with what is known of each, the earliest first. */
  List<Map.Entry<WindowId, WindowStats>> openWindows() {
    List<Map.Entry<WindowId, WindowStats>> list = new ArrayList<>();
    for (WindowId key : open.keys()) {
      list.add(Map.entry(key, stats.getOrDefault(key, new WindowStats(0, 0, 0))));
    }
    return list;
  }

  /** Remembers a generation that the manifest or the log speaks of. */
  void sawGeneration(WindowId window) {
    generations.merge(window.start(), window.generation(), Math::max);
    generationsBehindCheckpoint.merge(window.start(), window.generation(), Math::max);
  }

  /** A checkpoint is taken of the state as it is now. */
  void checkpointBegun() {
    generationsBehindCheckpoint = new HashMap<>();
    open.keys().forEach(this::sawGeneration);
    cutting.keySet().forEach(this::sawGeneration);
  }

  /**
   * The checkpoint that was begun last is committed: no recovery will meet the windows that were
   * neither open nor cut then and are older, and their generations may come again.
   */
  void checkpointCommitted() {
    generations = generationsBehindCheckpoint;
  }

  /** How many windows' generations are remembered. */
  int rememberedGenerations() {
    return generations.size();
  }

  int nextGeneration(long start) {
    Integer last = generations.get(start);
    return last == null ? 0 : last + 1;
  }
}

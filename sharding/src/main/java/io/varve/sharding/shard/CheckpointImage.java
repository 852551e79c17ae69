package io.varve.sharding.shard;

import io.varve.model.TenantId;
import io.varve.persistence.checkpoint.CheckpointState;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.manifest.WindowCut;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A shard as of one event, ready to be written.
 *
 * @param sequenceNr the event
 * @param tenants those that have windows as of that event, in order
 * @param labels shows the labels of every series as of that event
 * @param retiredSegments head segments that hold nothing of these windows
 * @param parts the series as of that event
 */
record CheckpointImage(
    long sequenceNr,
    int nextRef,
    List<TenantWindows> tenants,
    HeadView labels,
    List<Integer> retiredSegments,
    CheckpointParts parts) {
  private static final Comparator<WindowId> IN_ORDER =
      Comparator.comparingLong(WindowId::start).thenComparingInt(WindowId::generation);

  /** Windows that are cut and of which the series hold the samples still. */
  Set<WindowCut> cuts() {
    return tenants.stream()
        .flatMap(
            t ->
                t.cutting().stream()
                    .map(c -> new WindowCut(t.tenant(), c.window(), c.sequenceNr())))
        .collect(Collectors.toSet());
  }

  /**
   * A tenant's windows, in the order of their starts.
   *
   * @param cutting those that are cut and were not dropped from the series yet
   */
  record TenantWindows(
      TenantId tenant, List<CheckpointState.Open> open, List<CheckpointState.Cut> cutting) {
    static TenantWindows of(TenantState t) {
      return new TenantWindows(
          t.id(),
          t.openWindows().stream().map(w -> open(w.getKey(), w.getValue())).toList(),
          t.cutting().entrySet().stream()
              .map(w -> new CheckpointState.Cut(w.getKey(), w.getValue()))
              .sorted(Comparator.comparing(CheckpointState.Cut::window, IN_ORDER))
              .toList());
    }

    private static CheckpointState.Open open(WindowId window, WindowStats s) {
      return new CheckpointState.Open(window, s.samples(), s.firstReceived(), s.lastReceived());
    }

    boolean hasAny() {
      return !open.isEmpty() || !cutting.isEmpty();
    }

    CheckpointState.Tenant toState() {
      return new CheckpointState.Tenant(tenant, open, cutting);
    }
  }
}

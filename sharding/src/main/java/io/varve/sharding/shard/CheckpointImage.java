package io.varve.sharding.shard;

import io.varve.model.TenantId;
import io.varve.persistence.checkpoint.CheckpointState;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.index.HeadView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A shard as of one event, ready to be written.
 *
 * @param sequenceNr the event
 * @param tenants windows of each tenant as of that event
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

  /**
   * A tenant's windows.
   *
   * @param cutting those that are cut and were not dropped from the series yet, with the cut's
   *     sequence number
   */
  record TenantWindows(
      TenantId tenant, Map<WindowId, WindowStats> open, Map<WindowId, Long> cutting) {
    TenantWindows {
      open = Map.copyOf(open);
      cutting = Map.copyOf(cutting);
    }

    static TenantWindows of(TenantState t) {
      Map<WindowId, WindowStats> open = new HashMap<>();
      t.openWindows().forEach(w -> open.put(w.getKey(), w.getValue()));
      return new TenantWindows(t.id(), open, t.cutting());
    }

    CheckpointState.Tenant toState() {
      List<CheckpointState.Open> opened = new ArrayList<>();
      open.forEach(
          (w, s) ->
              opened.add(
                  new CheckpointState.Open(w, s.samples(), s.firstReceived(), s.lastReceived())));
      List<CheckpointState.Cut> cut = new ArrayList<>();
      cutting.forEach((w, n) -> cut.add(new CheckpointState.Cut(w, n)));
      return new CheckpointState.Tenant(tenant, opened, cut);
    }
  }
}

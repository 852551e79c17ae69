package io.varve.persistence.checkpoint;

import io.varve.model.TenantId;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.ForcedLengths;
import java.util.List;

/**
 * What a checkpoint says of the shard as a whole.
 *
 * @param sequenceNr the event as of which it was taken
 * @param nextRef the reference that the next new series gets
 * @param segments lengths to which the local head segments were forced before it was written
 */
public record CheckpointState(
    int shard, long sequenceNr, int nextRef, List<Tenant> tenants, ForcedLengths segments) {
  public CheckpointState {
    tenants = List.copyOf(tenants);
  }

  /** A tenant's windows as of the event. */
  public record Tenant(TenantId id, List<Open> open, List<Cut> cut) {
    public Tenant {
      open = List.copyOf(open);
      cut = List.copyOf(cut);
    }
  }

  /**
   * A window that takes samples.
   *
   * @param samples admitted so far
   * @param firstReceived the shard's clock at the first of them, ms since the Unix epoch
   * @param lastReceived and at the last
   */
  public record Open(WindowId window, long samples, long firstReceived, long lastReceived) {}

  /**
   * A window that was cut and was not yet in a committed block.
   *
   * @param sequenceNr of the cut
   */
  public record Cut(WindowId window, long sequenceNr) {}
}

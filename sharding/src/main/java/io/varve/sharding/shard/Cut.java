package io.varve.sharding.shard;

import io.varve.model.TenantId;
import io.varve.persistence.event.WindowId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows cut together, until their block is committed. Used by the shard in its turns only. */
final class Cut {
  private final TenantId tenant;
  private final List<WindowId> windows;
  private final long sequenceNr;
  private @Nullable FrozenChunks chunks;
  private boolean failed;

  /**
   * Creates a cut whose series have not ended their windows yet.
   *
   * @param sequenceNr of the event that says so
   */
  Cut(TenantId tenant, List<WindowId> windows, long sequenceNr) {
    this.tenant = tenant;
    this.windows = List.copyOf(windows);
    this.sequenceNr = sequenceNr;
  }

  TenantId tenant() {
    return tenant;
  }

  List<WindowId> windows() {
    return windows;
  }

  long sequenceNr() {
    return sequenceNr;
  }

  /** What the block is to be made of; only once all series have ended the windows. */
  FrozenChunks chunks() {
    FrozenChunks frozen = chunks;
    if (frozen == null) {
      throw new IllegalStateException("windows %s are not frozen yet".formatted(windows));
    }
    return frozen;
  }

  void frozen(FrozenChunks into) {
    chunks = into;
  }

  /** Whether its block can be written now. */
  boolean isReady() {
    return chunks != null && !failed;
  }

  void failed() {
    failed = true;
  }

  void tryAgain() {
    failed = false;
  }
}

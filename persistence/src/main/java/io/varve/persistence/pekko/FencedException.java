package io.varve.persistence.pekko;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;

/** Another owner has claimed the shard's log; this one's time is over. */
public final class FencedException extends VarveException {
  private static final long serialVersionUID = 1L;

  private final long byEpoch;

  FencedException(int shard, long epoch, long byEpoch) {
    super(
        ErrorCode.FENCED,
        "shard %d: epoch %d is over, epoch %d has begun".formatted(shard, epoch, byEpoch));
    this.byEpoch = byEpoch;
  }

  /** The epoch that has begun. */
  public long byEpoch() {
    return byEpoch;
  }
}

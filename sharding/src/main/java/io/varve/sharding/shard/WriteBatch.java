package io.varve.sharding.shard;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.event.BatchId;
import io.varve.persistence.event.SampleColumns;
import org.apache.pekko.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What a router sends to a shard: one tenant's part of one or more requests.
 *
 * <p>A series is named by its reference, or by its labels where the router does not know one (its
 * reference in the columns is 0 then). The batch belongs to the shard once sent.
 *
 * @param epoch the owner's epoch that the references were learnt from; 0 when none is used
 * @param labels by index of series in the columns; null where the reference is known. Empty when
 *     all are
 * @param partEnds for each request that has a part in this batch, the index of the series behind
 *     its last
 */
public record WriteBatch(
    BatchId id,
    TenantId tenant,
    long epoch,
    SampleColumns columns,
    @Nullable Labels[] labels,
    int[] partEnds,
    ActorRef replyTo)
    implements ShardCommand {

  @Nullable Labels labelsOf(int series) {
    return labels.length == 0 ? null : labels[series];
  }
}

package io.varve.sharding.shard;

import io.varve.persistence.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a batch.
 *
 * @param event what is to be journalled; null when nothing was admitted
 * @param partOf for each series of the event, the request it came from; empty when there was one
 * @param refs reference of each series of the batch; 0 where it was refused
 * @param unknown indices of series of the batch whose reference is not known here
 */
record Judged(
    Event.@Nullable Samples event,
    int[] partOf,
    int[] refs,
    int[] unknown,
    List<PartResult> parts) {

  PartResult partOf(int series) {
    return parts.get(partOf.length == 0 ? 0 : partOf[series]);
  }
}

package io.varve.sharding.shard;

import io.varve.persistence.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a batch.
 *
 * @param event what is to be journalled; null when nothing was admitted
 * @param partEnds for each request, the index of the series of the event behind its last
 * @param refs reference of each series of the batch; 0 where it was refused. Empty when all were
 *     named by their references and none was refused
 * @param unknown indices of series of the batch whose reference is not known here
 */
record Judged(
    Event.@Nullable Samples event,
    int[] partEnds,
    int[] refs,
    int[] unknown,
    List<PartResult> parts) {

  PartResult partOf(int series) {
    int part = 0;
    while (series >= partEnds[part]) {
      part++;
    }
    return parts.get(part);
  }
}

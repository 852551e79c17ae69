package io.varve.sharding.routing;

import io.varve.sharding.ingest.Delivery;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.Refusals;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.shard.PartResult;

/** Turns what a shard says of a part into a part of the request's result. */
final class Results {
  private Results() {}

  static WriteResult of(PartResult part) {
    String first = part.firstError();
    Refusals refused =
        refusal(RefusalReason.TOO_OLD, part.tooOld(), first)
            .plus(refusal(RefusalReason.TOO_NEW, part.tooNew(), first))
            .plus(refusal(RefusalReason.START_TIME, part.startTimes(), first))
            .plus(refusal(RefusalReason.SERIES_LIMIT, part.overSeriesLimit(), first))
            .plus(refusal(RefusalReason.CONFLICT, part.conflicts(), first));
    return new WriteResult(part.accepted(), part.duplicates(), refused, Delivery.whole());
  }

  private static Refusals refusal(RefusalReason reason, int count, String first) {
    return count == 0 ? Refusals.NONE : Refusals.of(reason, count, first);
  }
}

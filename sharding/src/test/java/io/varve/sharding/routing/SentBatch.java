package io.varve.sharding.routing;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.event.BatchId;
import io.varve.persistence.event.SampleColumns;
import org.jspecify.annotations.Nullable;

/** A batch as it left the router. */
record SentBatch(
    int shard,
    BatchId id,
    TenantId tenant,
    long epoch,
    SampleColumns columns,
    @Nullable Labels[] labels,
    int[] partEnds) {
  int labelled() {
    int n = 0;
    for (Labels l : labels) {
      n += l == null ? 0 : 1;
    }
    return n;
  }
}

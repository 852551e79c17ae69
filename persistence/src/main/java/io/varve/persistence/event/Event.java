package io.varve.persistence.event;

import io.varve.model.TenantId;
import java.util.List;

/** One record of a shard's log, decoded. */
public sealed interface Event {
  /** Admitted samples of one tenant, with the series and windows that they brought into being. */
  record Samples(
      TenantId tenant,
      long receiveTime,
      List<BatchId> batches,
      Verdicts verdicts,
      List<WindowId> openedWindows,
      List<NewSeries> newSeries,
      SampleColumns columns)
      implements Event {
    public Samples {
      batches = List.copyOf(batches);
      openedWindows = List.copyOf(openedWindows);
      newSeries = List.copyOf(newSeries);
    }
  }

  /** From here on, these windows take no more samples and become a block. */
  record WindowCut(TenantId tenant, long receiveTime, List<WindowId> windows) implements Event {
    public WindowCut {
      windows = List.copyOf(windows);
    }
  }

  /** These series have been silent and hold nothing that is not in a block; they are forgotten. */
  record SeriesRemoved(TenantId tenant, long receiveTime, int[] refs) implements Event {}

  /** An event of a later release: kept in the log, and skipped. */
  record Unknown(int kind) implements Event {}
}

package io.varve.sharding.shard;

import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.MemSeries;
import java.util.List;

/**
 * Something done to one series by whoever holds it: its actor, or the shard while it is parked.
 *
 * <p>Commands reach a series in the order in which the shard gave them, so that one given right
 * after event n meets the series exactly as of n.
 */
sealed interface SeriesCommand {
  /** Runs on the thread of whoever holds the series. */
  void run(MemSeries series);

  /**
   * Appends the samples that an event has of its i-th series. There is one for each series of each
   * batch, so it names what it shares with the others by one reference.
   */
  record Append(DurableBatch batch, int index) implements SeriesCommand {
    @Override
    public void run(MemSeries series) {
      batch.append(series, index);
    }
  }

  /** An event's samples on their way to its series, and who counts them. */
  record DurableBatch(
      SampleColumns columns, OpenWindows windows, SeriesApplier applier, BatchAck ack) {
    private void append(MemSeries series, int index) {
      applier.append(series, columns, index, windows, ack);
      ack.applied();
    }
  }

  /** Ends windows; their samples are in sealed chunks from then on. */
  record Freeze(List<WindowId> windows, SeriesApplier applier, FrozenChunks into)
      implements SeriesCommand {
    @Override
    public void run(MemSeries series) {
      for (int i = 0; i < windows.size(); i++) {
        into.add(i, series.ref(), applier.freeze(series, windows.get(i)));
      }
      into.done();
    }
  }

  /** Forgets windows that a committed block holds. */
  record Drop(List<WindowId> windows) implements SeriesCommand {
    @Override
    public void run(MemSeries series) {
      for (WindowId w : windows) {
        series.drop(w.start(), w.generation());
      }
    }
  }

  /** Writes the series as it is into a checkpoint. */
  record Checkpoint(CheckpointParts into) implements SeriesCommand {
    @Override
    public void run(MemSeries series) {
      into.add(series);
    }
  }

  /** Shows what the series has between two times (ms, both inclusive). */
  record Snapshot(long minTime, long maxTime, int index, SnapshotParts into)
      implements SeriesCommand {
    @Override
    public void run(MemSeries series) {
      into.set(index, series.snapshot(minTime, maxTime));
    }
  }
}

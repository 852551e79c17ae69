package io.varve.sharding.shard;

import io.varve.persistence.head.MemSeries;
import java.time.Duration;
import java.util.stream.IntStream;

/** No series has an actor: every command runs at once. */
final class ParkedSeries implements SeriesExecutor {
  private final ShardState state;

  ParkedSeries(ShardState state) {
    this.state = state;
  }

  @Override
  public void append(int ref, SeriesCommand.Append command) {
    MemSeries series = state.get(ref);
    if (series == null) {
      throw new IllegalStateException("series " + ref + " of an admitted event is not there");
    }
    command.run(series);
  }

  @Override
  public void run(int ref, SeriesCommand command) {
    MemSeries series = state.get(ref);
    if (series != null) {
      command.run(series);
    }
  }

  @Override
  public void clock(long now) {}

  @Override
  public void parkIdle(Duration idle) {}

  @Override
  public IntStream removable(int[] refs, long before) {
    return IntStream.of(refs)
        .filter(
            ref -> {
              MemSeries series = state.get(ref);
              return series != null && series.isEmpty() && series.lastAppendT() < before;
            });
  }
}

package io.varve.sharding.shard;

import com.typesafe.config.Config;

/**
 * When a shard is checkpointed: by what its replay would have to go through, each part weighed
 * apart because each costs differently.
 *
 * @param samples a checkpoint is due when this many samples would be replayed, however many series
 *     there are
 * @param minSamples but not for fewer than this
 * @param samplesPerSeries in between, when there are so many samples for each series of the shard
 * @param bytes likewise, in bytes of log
 * @param newSeries likewise, in series that the log creates
 */
public record CheckpointSettings(
    long samples, long minSamples, long samplesPerSeries, long bytes, long newSeries) {

  static CheckpointSettings from(Config varve) {
    return new CheckpointSettings(
        varve.getLong("checkpoint.samples"),
        varve.getLong("checkpoint.min-samples"),
        varve.getLong("checkpoint.samples-per-series"),
        varve.getBytes("checkpoint.bytes"),
        varve.getLong("checkpoint.new-series"));
  }

  /** Whether a checkpoint is due for a replay like this in a shard of so many series. */
  boolean isDue(Replay replay, long series) {
    long due = Math.min(samples, Math.max(minSamples, samplesPerSeries * series));
    return replay.samples() >= due || replay.bytes() >= bytes || replay.newSeries() >= newSeries;
  }

  /** What the log holds behind a checkpoint. */
  record Replay(long samples, long bytes, long newSeries) {
    static final Replay NOTHING = new Replay(0, 0, 0);

    Replay plus(Replay more) {
      return new Replay(samples + more.samples, bytes + more.bytes, newSeries + more.newSeries);
    }

    Replay minus(Replay less) {
      return new Replay(samples - less.samples, bytes - less.bytes, newSeries - less.newSeries);
    }
  }
}

package io.varve.sharding.shard;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What a shard decides by. Events record what was decided, so changing these never changes a
 * replay.
 *
 * @param rawRetention how old a sample may be; zero keeps for ever
 * @param maxFuture how far in the future a sample may lie, by the shard's clock
 * @param maxSeriesPerTenant limit of one tenant's series in this shard; 0 for none
 * @param cutDelay how long after its end a window is cut
 * @param minBlockBytes a window smaller than this waits for its neighbours
 * @param maxWindowAge but no longer than this, and the cut delay, after it began
 * @param lateCutDelay how long after its last sample a late window is cut
 * @param lateCutBytes size at which it is cut at once
 * @param maxLateWindows how many late windows a tenant may have open; the longest untouched is cut
 *     beyond that
 * @param parkAfter a series without samples for so long gives its actor back
 * @param removeAfter a series without samples for so long is forgotten, once blocks hold its last
 * @param checkpoint when a checkpoint is due
 */
public record ShardSettings(
    Duration rawRetention,
    Duration maxFuture,
    long maxSeriesPerTenant,
    Duration cutDelay,
    long minBlockBytes,
    Duration maxWindowAge,
    Duration lateCutDelay,
    long lateCutBytes,
    int maxLateWindows,
    Duration parkAfter,
    Duration removeAfter,
    CheckpointSettings checkpoint) {

  /**
   * Reads the settings.
   *
   * @param varve the section {@code varve}
   * @throws com.typesafe.config.ConfigException when a key is missing or of the wrong type
   */
  public static ShardSettings from(Config varve) {
    Config head = varve.getConfig("head");
    return new ShardSettings(
        varve.getDuration("retention.raw"),
        varve.getDuration("ingest.max-future"),
        varve.getLong("limits.max-series-per-tenant"),
        head.getDuration("cut-delay"),
        varve.getBytes("block.min-bytes"),
        varve.getDuration("block.max-window-age"),
        head.getDuration("late-cut-delay"),
        head.getBytes("late-cut-size"),
        head.getInt("max-late-windows"),
        head.getDuration("park-after"),
        head.getDuration("remove-after"),
        CheckpointSettings.from(varve));
  }
}

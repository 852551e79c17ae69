package io.varve.sharding.shard;

import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.persistence.manifest.Manifest;
import io.varve.persistence.manifest.ManifestCommitter;
import io.varve.persistence.manifest.Sweeper;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * What a shard does from time to time: retention, and sweeping away what no manifest names. Blocks;
 * a run that finds another one under way does nothing.
 */
final class Upkeep implements Runnable {
  private static final Duration LOOK_EVERY = Duration.ofDays(1);

  private final ShardSettings settings;
  private final InstantSource clock;
  private final ManifestCommitter committer;
  private final Sweeper sweeper;
  private final HeadSegments segments;
  private final Logger log;
  private final AtomicBoolean running = new AtomicBoolean();
  private long nextLook;

  Upkeep(
      ShardSettings settings,
      InstantSource clock,
      ManifestCommitter committer,
      Sweeper sweeper,
      HeadSegments segments,
      Logger log) {
    this.settings = settings;
    this.clock = clock;
    this.committer = committer;
    this.sweeper = sweeper;
    this.segments = segments;
    this.log = log;
  }

  @Override
  public void run() {
    if (running.getAndSet(true)) {
      return;
    }
    try {
      long now = clock.millis();
      retain(now);
      if (now >= nextLook) {
        sweeper.look(segments.idle());
        nextLook = now + LOOK_EVERY.toMillis();
      }
      sweeper.sweep();
    } catch (IOException e) {
      log.warn("upkeep is put off", e);
    } finally {
      running.set(false);
    }
  }

  /** Blocks whose newest sample is past raw retention leave the manifest; their objects follow. */
  private void retain(long now) {
    if (settings.rawRetention().isZero()) {
      return;
    }
    long oldest = now - settings.rawRetention().toMillis();
    List<String> expired = expired(committer.newest().manifest(), oldest);
    if (!expired.isEmpty()) {
      committer.submit(
          base -> {
            List<String> still = expired(base, oldest);
            return still.isEmpty() ? Optional.empty() : Optional.of(base.withoutBlocks(still, now));
          });
    }
  }

  private static List<String> expired(Manifest manifest, long oldest) {
    return manifest.blocks().values().stream()
        .filter(b -> b.resolution() == 0 && b.maxTime() <= oldest)
        .map(BlockEntry::ulid)
        .toList();
  }
}

package io.varve.persistence.log.chain;

import io.varve.persistence.log.Timer;
import io.varve.persistence.objectstore.Listing;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the links that no reader needs any more, a while after the commit that made them
 * superfluous was seen: those below the log position of the last but one checkpoint. Thread-safe.
 *
 * <p>An owner that was fenced meanwhile does no harm: the checkpoint that it saw is in the chain,
 * and later ones only move the log position up.
 */
final class LinkDeletion {
  private static final Logger LOG = LoggerFactory.getLogger(LinkDeletion.class);
  private static final int PAGE = 1000;

  private final ObjectStore store;
  private final ShardKeys keys;
  private final Clocks clocks;
  private final Duration delay;
  private final Timer timer;
  private final Executor io;

  LinkDeletion(
      ObjectStore store, ShardKeys keys, Clocks clocks, Duration delay, Timer timer, Executor io) {
    this.store = store;
    this.keys = keys;
    this.clocks = clocks;
    this.delay = delay;
    this.timer = timer;
    this.io = io;
  }

  /**
   * Sees to it that links go.
   *
   * @param logPosition of the last but one checkpoint; the links below it go
   */
  void superseded(long logPosition) {
    Clocks.Moment seen = clocks.now();
    timer.after(delay, () -> io.execute(() -> deleteBelow(logPosition, seen)));
  }

  private void deleteBelow(long logPosition, Clocks.Moment seen) {
    if (delay.isPositive() && !clocks.isOlder(seen, delay.minusNanos(1))) {
      throw new IllegalStateException("the timer went off early");
    }
    try {
      String startAfter = "";
      while (true) {
        Listing page = store.list(keys.chainPrefix(), startAfter, PAGE);
        for (Listing.Entry entry : page.entries()) {
          OptionalLong number = keys.linkNumber(entry.key());
          if (number.isPresent() && number.getAsLong() >= logPosition) {
            return;
          }
          store.delete(entry.key());
          startAfter = entry.key();
        }
        if (!page.truncated()) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.warn("Links of shard {} stay until the next deletion: {}", keys.shard(), e.toString());
    }
  }
}

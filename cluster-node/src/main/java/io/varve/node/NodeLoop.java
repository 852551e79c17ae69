package io.varve.node;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one incarnation of the node after the other in this process: where one has come to its end,
 * the next begins after a pause, from the log.
 */
final class NodeLoop {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);

  /** Starts in a row that may fail before the trouble is one that starting anew does not heal. */
  static final int ATTEMPTS = 6;

  /** An incarnation that lived so long was well, and the pause behind it is the first again. */
  private static final Duration WELL = Duration.ofMinutes(1);

  private static final int LONGEST_PAUSE = 32;

  /** Starts an incarnation. */
  @FunctionalInterface
  interface Start {
    Incarnation start() throws IOException;
  }

  private final Start start;
  private final Duration firstPause;
  private final LongSupplier nanos;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Whoever takes it out ends it. */
  private final AtomicReference<@Nullable Incarnation> current = new AtomicReference<>();

  /**
   * Creates it.
   *
   * @param firstPause before an incarnation that follows another; it doubles from one to the next
   * @param nanos a monotonic clock
   */
  NodeLoop(Start start, Duration firstPause, LongSupplier nanos) {
    this.start = start;
    this.firstPause = firstPause;
    this.nanos = nanos;
  }

  /**
   * Starts the first incarnation; a failure is the user's to mend.
   *
   * @throws RuntimeException with a sentence, as does IOException
   */
  void begin() throws IOException {
    current.set(start.start());
  }

  /**
   * Goes on until {@link #stop} is called.
   *
   * @throws IOException when no incarnation can be started any more
   */
  void run() throws IOException, InterruptedException {
    int pauses = 1;
    for (Incarnation node = current.get(); node != null; node = current.get()) {
      long begun = nanos.getAsLong();
      String why = node.end().join();
      if (!current.compareAndSet(node, null)) {
        return;
      }
      LOG.error("this node cannot go on: {}; it starts anew", why);
      node.abandon(why);
      if (nanos.getAsLong() - begun >= WELL.toNanos()) {
        pauses = 1;
      }
      pauses = restart(pauses);
    }
  }

  /** Starts an incarnation, trying for a while; returns the length of the next pause. */
  private int restart(int firstPauses) throws IOException, InterruptedException {
    int pauses = firstPauses;
    for (int attempt = 1; !isStoppedAfter(firstPause.multipliedBy(pauses)); attempt++) {
      pauses = Math.min(LONGEST_PAUSE, 2 * pauses);
      try {
        follow(start.start());
        return pauses;
      } catch (IOException | RuntimeException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LOG.warn("the node does not start: {}", Sentences.of(e));
      }
    }
    return pauses;
  }

  /** Whoever stopped the loop during the start has found nothing to end. */
  private void follow(Incarnation node) throws IOException {
    current.set(node);
    if (stopped.getCount() == 0 && current.compareAndSet(node, null)) {
      node.close();
    }
  }

  /** Ends the loop, and the incarnation in order if there is one. */
  void stop() throws IOException {
    stopped.countDown();
    Incarnation node = current.getAndSet(null);
    if (node != null) {
      node.close();
    }
  }

  private boolean isStoppedAfter(Duration pause) throws InterruptedException {
    return stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }
}

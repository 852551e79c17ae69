package io.varve.multijvm;

import io.varve.model.Labels;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteAnswer;
import io.varve.testing.remote.WriteBatch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a sender, which never stops: series come and go, samples come late, some twice,
 * some too far in the future, and what fails is mostly sent again. A thread of its own.
 */
final class Sender implements AutoCloseable {
  private static final int SERIES = 40;
  private static final int SAMPLES = 3;
  private static final Duration LATEST = Duration.ofHours(9);
  private static final Duration TOO_FAR = Duration.ofDays(30);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private record Series(Labels labels, EncodedSeries encoded) {
    private static Series of(Labels labels) {
      return new Series(labels, EncodedSeries.of(labels));
    }
  }

  private record Point(Series series, long t) {}

  private final int number;
  private final RemoteWriteClient client;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Random random;
  private final Duration step;
  private final WriteBatch batch = new WriteBatch();
  private final List<Series> series = new ArrayList<>();
  private final List<Point> old = new ArrayList<>();
  private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();
  private final Thread thread;
  private int created;
  private long lastT;
  private volatile boolean stopping;

  /**
   * Makes a sender.
   *
   * @param number distinguishes its series from other senders'
   * @param clock the time of its samples
   * @param step a pause after each request; zero for as fast as answers come
   */
  Sender(int number, URI server, Ledger ledger, InstantSource clock, Random random, Duration step) {
    this.number = number;
    this.client = new RemoteWriteClient(server, ledger.tenant());
    this.ledger = ledger;
    this.clock = clock;
    this.random = random;
    this.step = step;
    for (int i = 0; i < SERIES; i++) {
      series.add(next());
    }
    this.thread = new Thread(this::run, "sender-" + number);
  }

  Sender start() {
    thread.start();
    return this;
  }

  private Series next() {
    return Series.of(
        Labels.of(
            "__name__", "sent_total",
            "instance", "10.0.%d.%d:9100".formatted(number, created % 7),
            "sender", Integer.toString(number),
            "series", Integer.toString(created++)));
  }

  private void run() {
    try {
      while (!stopping) {
        round();
        if (!step.isZero()) {
          LockSupport.parkNanos(step.toNanos());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      wrong.compareAndSet(null, e.toString());
    }
  }

  private void round() throws InterruptedException {
    for (int i = random.nextInt(10) == 0 ? 1 + random.nextInt(4) : 0; i > 0; i--) {
      series.set(random.nextInt(SERIES), next());
    }
    List<Point> points = current();
    if (random.nextInt(5) == 0) {
      points.addAll(late());
    }
    if (!old.isEmpty() && random.nextInt(5) == 0) {
      points.add(old.get(random.nextInt(old.size())));
    }
    deliver(points);
    if (random.nextInt(50) == 0) {
      refused();
    }
  }

  /** Samples in their order, of series that are there for a while. */
  private List<Point> current() {
    long now = Math.max(clock.millis(), lastT + SAMPLES);
    List<Point> points = new ArrayList<>();
    for (Series s : series) {
      int count = 1 + random.nextInt(SAMPLES);
      for (int k = 0; k < count; k++) {
        points.add(new Point(s, now - count + 1 + k));
      }
    }
    lastT = now;
    return points;
  }

  private List<Point> late() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Series s = series.get(random.nextInt(SERIES));
      long t = lastT - SAMPLES - random.nextLong(LATEST.toMillis());
      if (!ledger.contains(s.labels(), t)) {
        points.add(new Point(s, t));
      }
    }
    return points;
  }

  /** Sends until it is acknowledged, or now and then gives up. */
  private void deliver(List<Point> points) throws InterruptedException {
    batch.clear();
    for (Point p : points) {
      ledger.sent(p.series().labels(), p.t());
      batch.add(p.series().encoded(), p.t(), Ledger.value(p.series().labels(), p.t()));
    }
    while (!stopping) {
      WriteAnswer answer = post();
      if (answer != null && answer.isSuccess()) {
        points.forEach(p -> ledger.acknowledged(p.series().labels(), p.t()));
        if (random.nextInt(3) == 0) {
          old.add(points.get(random.nextInt(points.size())));
        }
        return;
      }
      if (answer != null && !answer.isTransient()) {
        wrong.compareAndSet(null, "refused what is right: " + answer);
        return;
      }
      if (random.nextInt(8) == 0) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** What the server must refuse it must not store: the ledger never hears of these samples. */
  private void refused() throws InterruptedException {
    Series s = series.get(random.nextInt(SERIES));
    batch.clear();
    batch.add(s.encoded(), clock.millis() + TOO_FAR.toMillis(), 1);
    WriteAnswer answer = post();
    if (answer != null && answer.isSuccess()) {
      wrong.compareAndSet(null, "stored what is too far in the future: " + answer);
    }
  }

  /** Null when there was no answer. */
  private @Nullable WriteAnswer post() throws InterruptedException {
    try {
      return client.write(batch);
    } catch (IOException _) {
      return null;
    }
  }

  /** Ends the sender, and fails if the server has ever answered what it should not. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
    String why = wrong.get();
    if (why != null) {
      throw new AssertionError("sender " + number + ": " + why);
    }
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    client.close();
  }
}

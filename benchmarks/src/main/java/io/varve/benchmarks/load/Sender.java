package io.varve.benchmarks.load;

import io.varve.testing.remote.WriteBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection with its share of the series: sends a sample of each, round after round, until
 * time is up or there were enough rounds. What is answered 429 or 5xx is sent again after a second.
 */
final class Sender implements Runnable {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LoadOptions options;
  private final Population population;
  private final LoadReport report;
  private final InstantSource clock;
  private final long begin;
  private final long end;
  private final WriteBatch batch = new WriteBatch();
  private long sent;
  private long replaced;

  /**
   * Makes a sender.
   *
   * @param clock gives the samples' times
   * @param begin when to begin, as {@link System#nanoTime}
   */
  Sender(
      LoadOptions options,
      Population population,
      LoadReport report,
      InstantSource clock,
      long begin) {
    this.options = options;
    this.population = population;
    this.report = report;
    this.clock = clock;
    this.begin = begin;
    end = begin + options.duration.toNanos();
  }

  @Override
  public void run() {
    try (PostConnection connection = new PostConnection(options.url, options.tenant)) {
      long t = beforeFirst();
      for (int round = 0; options.rounds == 0 ? !isOver() : round < options.rounds; round++) {
        if (options.step.isZero()) {
          t = Math.max(t + 1, clock.millis());
        } else {
          t += options.step.toMillis();
        }
        round(connection, t);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run's virtual time before its first sample; the wall clock's where there is none. */
  private long beforeFirst() {
    Instant from = options.from;
    return from == null
        ? clock.millis() - options.start.toMillis()
        : from.minus(options.step).toEpochMilli();
  }

  private boolean isOver() {
    return options.rounds == 0 && System.nanoTime() >= end;
  }

  private void round(PostConnection connection, long t) {
    for (int i = 0; i < population.size() && !isOver(); ) {
      batch.clear();
      for (; i < population.size() && batch.samples() < options.batch; i++) {
        batch.add(population.series(i), t, population.next(i));
      }
      long due = awaitTurn();
      send(connection, batch.body(), due);
      sent += batch.samples();
      churn();
    }
  }

  /**
   * Waits until the rate allows the next batch.
   *
   * @return when that was. Latencies count from then on, so that a server which holds a sender up
   *     is charged for all that had to wait.
   */
  private long awaitTurn() {
    if (options.rate == 0) {
      return System.nanoTime();
    }
    double share = (double) options.rate / options.connections;
    long due = begin + (long) (sent / share * 1e9);
    for (long now = System.nanoTime(); now < due && !isOver(); now = System.nanoTime()) {
      LockSupport.parkNanos(due - now);
    }
    return due;
  }

  private void send(PostConnection connection, byte[] body, long due) {
    while (true) {
      int status;
      try {
        status = connection.post(body);
      } catch (IOException e) {
        status = LoadReport.NO_ANSWER;
      }
      long now = System.nanoTime();
      report.answered(status, status / 100 == 2 ? batch.samples() : 0, now - due);
      boolean again = status == LoadReport.NO_ANSWER || status == 429 || status / 100 == 5;
      if (!again || isOver()) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void churn() {
    double share = (double) options.churn / options.connections;
    long due = (long) ((System.nanoTime() - begin) / 1e9 * share);
    for (; replaced < due; replaced++) {
      population.replaceOldest();
    }
  }
}

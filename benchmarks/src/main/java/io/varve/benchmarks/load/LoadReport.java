package io.varve.benchmarks.load;

import io.varve.benchmarks.server.ServerProcess;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts what senders are answered, and prints it: a line every interval and a summary. */
final class LoadReport {
  /** Stands for a status where there was none. */
  static final int NO_ANSWER = 0;

  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final Object lock = new Object();
  private final PrintStream out;
  private final ServerProcess server;
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private final Histogram all = new Histogram(HIGHEST_MICROS, 3);
  private final Histogram interval = new Histogram(HIGHEST_MICROS, 3);
  private final long begin;
  private final ServerProcess.Usage usageAtBegin;
  private long samples;
  private long samplesInInterval;
  private long intervalBegin;
  private ServerProcess.Usage usageAtInterval;
  private double worstP99;

  /**
   * Makes a report.
   *
   * @param begin when senders begin, as {@link System#nanoTime}
   */
  LoadReport(PrintStream out, ServerProcess server, long begin) {
    this.out = out;
    this.server = server;
    this.begin = begin;
    intervalBegin = begin;
    usageAtBegin = server.usage();
    usageAtInterval = usageAtBegin;
  }

  /** Counts an answer; any thread. */
  void answered(int status, int stored, long nanos) {
    synchronized (lock) {
      statuses.merge(status, 1L, Long::sum);
      samplesInInterval += stored;
      interval.recordValue(Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }
  }

  /** Ends an interval and prints its line. */
  void endInterval(long now) {
    synchronized (lock) {
      ServerProcess.Usage usage = server.usage();
      print(
          "%5.1f s ".formatted((now - begin) / 1e9),
          samplesInInterval,
          (now - intervalBegin) / 1e9,
          interval,
          usage,
          usageAtInterval);
      if (interval.getTotalCount() > 0) {
        worstP99 = Math.max(worstP99, interval.getValueAtPercentile(99) / 1e3);
      }
      all.add(interval);
      interval.reset();
      samples += samplesInInterval;
      samplesInInterval = 0;
      intervalBegin = now;
      usageAtInterval = usage;
    }
  }

  /** Prints what the whole run came to, and returns whether all was taken. */
  boolean summary() {
    synchronized (lock) {
      print("total   ", samples, (intervalBegin - begin) / 1e9, all, usageAtInterval, usageAtBegin);
      say("p99 of the worst interval %.1f ms; requests by status %s", worstP99, statuses);
      return statuses.keySet().stream().allMatch(status -> status / 100 == 2);
    }
  }

  private void print(
      String what,
      long stored,
      double seconds,
      Histogram latencies,
      ServerProcess.Usage to,
      ServerProcess.Usage from) {
    String cpu =
        server.isKnown()
            ? ", server %.2f CPU s per million, %d MiB resident"
                .formatted(
                    (to.cpuSeconds() - from.cpuSeconds()) / Math.max(1, stored) * 1e6,
                    to.residentMiB())
            : "";
    say(
        "%s %.0f samples/s, p50 %.1f ms, p99 %.1f ms%s",
        what,
        stored / seconds,
        latencies.getValueAtPercentile(50) / 1e3,
        latencies.getValueAtPercentile(99) / 1e3,
        cpu);
  }

  private void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}

package io.varve.benchmarks.load;

import io.varve.benchmarks.server.ServerProcess;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Sends samples to a server for a while and tells how that went.
 *
 * <p>{@code benchmarks/README.md} has the command and what the numbers mean. The exit status is 0
 * when every request was answered 2xx.
 */
@Command(name = "load", description = "Sends remote write 1.0 requests and reports how it went.")
public final class LoadGenerator implements Callable<Integer> {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

  @Mixin private final LoadOptions options = new LoadOptions();

  private LoadGenerator() {}

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new LoadGenerator()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    InstantSource clock = InstantSource.system();
    List<Population> populations = populations();
    long begin = System.nanoTime();
    LoadReport report = new LoadReport(System.out, new ServerProcess(options.pid), begin);
    List<Thread> senders = new ArrayList<>();
    for (Population population : populations) {
      Sender sender = new Sender(options, population, report, clock, begin);
      senders.add(Thread.ofPlatform().name("sender-", senders.size()).daemon().start(sender));
    }
    long next = begin + INTERVAL_NANOS;
    for (Thread sender : senders) {
      while (sender.isAlive()) {
        long left = next - System.nanoTime();
        if (left <= 0) {
          report.endInterval(System.nanoTime());
          next += INTERVAL_NANOS;
        } else {
          sender.join(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
      }
    }
    report.endInterval(System.nanoTime());
    return report.summary() ? 0 : 1;
  }

  private List<Population> populations() {
    List<Population> populations = new ArrayList<>();
    int n = options.connections;
    for (int i = 0; i < n; i++) {
      int first = (int) ((long) options.series * i / n);
      int end = (int) ((long) options.series * (i + 1) / n);
      populations.add(Population.of(options.shape, first, end - first));
    }
    return populations;
  }
}

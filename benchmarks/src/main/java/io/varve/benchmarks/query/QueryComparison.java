package io.varve.benchmarks.query;

import io.varve.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Asks servers that hold the same samples the same questions, and prints a table.
 *
 * <p>{@code benchmarks/README.md} has the command and what the numbers mean. The exit status is 0
 * when all answers agreed.
 */
@Command(name = "query-comparison", description = "Measures queries of several servers.")
public final class QueryComparison implements Callable<Integer> {
  @Option(
      names = "--server",
      required = true,
      description = "NAME=URL,PID of a server; may come again.")
  private List<String> servers = List.of();

  @Option(names = "--from", required = true, description = "When the first samples are.")
  private Instant from = Instant.EPOCH;

  @Option(names = "--samples", required = true, description = "How many each series has.")
  private int samples;

  @Option(
      names = "--warm-up",
      defaultValue = "PT4S",
      description = "How long each question is asked before runs count (${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ZERO;

  @Option(names = "--runs", defaultValue = "11", description = "Runs that count (11).")
  private int runs;

  @Option(names = "--only", defaultValue = "", description = "Part of the questions' words.")
  private Pattern only = Pattern.compile("");

  private final PrintStream out = System.out;
  private boolean agreed = true;

  private QueryComparison() {}

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new QueryComparison()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Target> targets = servers.stream().map(Target::parse).toList();
    DataTimes times = new DataTimes(from, from.plus(DataTimes.STEP.multipliedBy(samples - 1)));
    out.println(
        "| query | server | median, ms | 90 %, ms | CPU ms | at most resident, MiB | bytes |");
    out.println("|---|---|---|---|---|---|---|");
    for (Question question : Question.ALL) {
      if (only.matcher(question.what()).find()) {
        measure(question, targets, times);
      }
    }
    return agreed ? 0 : 1;
  }

  /** The servers take turns, so that whatever else the machine does meets all of them. */
  private void measure(Question question, List<Target> targets, DataTimes times)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    for (int i = 0; System.nanoTime() - begin < warmUp.toNanos(); i++) {
      ask(question, targets, times, (i % runs + 0.5) / runs);
    }
    List<ServerProcess.Usage> before = new ArrayList<>();
    for (Target target : targets) {
      target.process().forgetPeak();
      before.add(target.process().usage());
    }
    double[][] millis = new double[targets.size()][runs];
    List<Target.Reply> replies = List.of();
    for (int i = 0; i < runs; i++) {
      replies = ask(question, targets, times, (double) i / runs);
      for (int j = 0; j < targets.size(); j++) {
        millis[j][i] = replies.get(j).nanos() / 1e6;
      }
    }
    for (int j = 0; j < targets.size(); j++) {
      ServerProcess.Usage after = targets.get(j).process().usage();
      double cpu = (after.cpuSeconds() - before.get(j).cpuSeconds()) * 1e3 / runs;
      print(
          j == 0 ? question.what() : "",
          targets.get(j),
          new Measurement(millis[j], cpu, after.peakMiB(), replies.get(j).body().length));
    }
  }

  private List<Target.Reply> ask(
      Question question, List<Target> targets, DataTimes times, double part)
      throws IOException, InterruptedException {
    String path = question.path(times, part);
    List<Target.Reply> replies = new ArrayList<>();
    for (Target target : targets) {
      replies.add(target.get(path));
    }
    Answer first = Answer.of(replies.getFirst().body());
    for (int i = 1; i < replies.size(); i++) {
      Answer other = Answer.of(replies.get(i).body());
      if (!other.agreesWith(first)) {
        agreed = false;
        out.printf(
            Locale.ROOT,
            "%s and %s answer %s differently: %s, %s%n",
            targets.getFirst().name(),
            targets.get(i).name(),
            path,
            first,
            other);
      }
    }
    return replies;
  }

  private void print(String what, Target target, Measurement measured) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %.0f | %d | %,d |%n",
        what,
        target.name(),
        measured.median(),
        measured.quantile(0.9),
        measured.cpuMillis(),
        measured.peakMiB(),
        measured.bytes());
  }
}

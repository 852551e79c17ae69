package io.varve.benchmarks.load;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run is asked to do. Filled by picocli, read-only afterwards. */
final class LoadOptions {
  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:9292/api/v1/write",
      description = "Where to post to (default: ${DEFAULT-VALUE}).")
  URI url = URI.create("");

  @Option(
      names = "--series",
      defaultValue = "100000",
      description = "Active series (default: ${DEFAULT-VALUE}).")
  int series;

  @Option(
      names = "--shape",
      defaultValue = "MIXED",
      description = "Which series: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Population.Shape shape = Population.Shape.MIXED;

  @Option(
      names = "--churn",
      defaultValue = "0",
      description = "Series a second that end and are replaced by new ones (default: 0).")
  int churn;

  @Option(
      names = "--batch",
      defaultValue = "2000",
      description = "Samples in a request; Prometheus's own default is 2000.")
  int batch;

  @Option(
      names = "--connections",
      defaultValue = "4",
      description = "Senders, each with its share of the series (default: ${DEFAULT-VALUE}).")
  int connections;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Samples a second of all connections; 0 (the default) is full speed.")
  int rate;

  @Option(
      names = "--duration",
      defaultValue = "PT30S",
      description = "How long to send, such as PT30S (default: ${DEFAULT-VALUE}).")
  Duration duration = Duration.ZERO;

  @Option(
      names = "--rounds",
      defaultValue = "0",
      description = "Samples of each series, however long it takes; 0 (the default) goes by time.")
  int rounds;

  @Option(
      names = "--step",
      description =
          "Time between two samples of a series, such as PT15S, however long it takes to send them;"
              + " without it samples bear the time at which they are sent.")
  Duration step = Duration.ZERO;

  @Option(
      names = "--start",
      defaultValue = "PT1H",
      description = "With --step: how long ago the first samples are (default: ${DEFAULT-VALUE}).")
  Duration start = Duration.ZERO;

  @Option(
      names = "--from",
      description = "With --step: when the first samples are, instead of --start.")
  @Nullable Instant from;

  @Option(
      names = "--tenant",
      defaultValue = "",
      description = "X-Scope-OrgID of the requests (default: none).")
  String tenant = "";

  @Option(
      names = "--pid",
      defaultValue = "0",
      description = "The server's process, to report its CPU time and resident memory (Linux).")
  long pid;

  @Option(names = "--help", usageHelp = true, description = "Prints this.")
  boolean help;
}

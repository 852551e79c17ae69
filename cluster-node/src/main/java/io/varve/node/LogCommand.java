package io.varve.node;

import io.varve.model.VarveException;
import io.varve.persistence.fs.DirectoryLock;
import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.log.wal.BadPlace;
import io.varve.persistence.log.wal.WalInspector;
import io.varve.persistence.log.wal.WalReport;
import io.varve.persistence.log.wal.WalReport.ShardReport;
import io.varve.persistence.log.wal.WalReport.ShardState;
import io.varve.persistence.log.wal.WalSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks into the write-ahead log of a node that is not running, and repairs it. */
@Command(
    name = "log",
    description = "Looks into a node's write-ahead log, and repairs it.",
    mixinStandardHelpOptions = true,
    subcommands = {LogCommand.Inspect.class, LogCommand.Repair.class})
final class LogCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return spec.exitCodeOnInvalidInput();
  }

  /** The data directory, which is locked while a command works on it. */
  static final class Data {
    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        required = true,
        description = "Data of the node, which must not be running.")
    Path directory;

    DirectoryLock lock() throws IOException {
      if (!Files.isDirectory(directory.resolve("log"))) {
        throw new IllegalArgumentException(
            "There is no write-ahead log in %s.".formatted(directory.toAbsolutePath()));
      }
      return DirectoryLock.acquire(directory);
    }
  }

  /** What a command does while it holds the data directory. */
  @FunctionalInterface
  private interface Action {
    int run(PrintWriter out) throws IOException;
  }

  private static int holding(Data data, CommandSpec spec, Action action) {
    PrintWriter out = spec.commandLine().getOut();
    try (DirectoryLock _ = data.lock()) {
      return action.run(out);
    } catch (IOException | VarveException | IllegalArgumentException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("varve: " + Sentences.of(e));
      err.flush();
      return 1;
    } finally {
      out.flush();
    }
  }

  /** Changes nothing. */
  @Command(
      name = "inspect",
      description = "Shows per shard what the log holds, where it is bad, and what a repair loses.",
      mixinStandardHelpOptions = true)
  static final class Inspect implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin Data data;

    @Option(names = "--records", description = "Shows every record too.")
    boolean records;

    /** Answers 0 when all is well, 3 when a shard needs a repair. */
    @Override
    public Integer call() {
      return holding(
          data,
          spec,
          out -> {
            WalReport report =
                WalInspector.inspect(
                    new RealDisk(),
                    data.directory,
                    record -> {
                      if (records) {
                        out.printf(
                            "%s@%d %s shard=%d epoch=%d sequenceNr=%d bytes=%d%s%n",
                            record.file(),
                            record.offset(),
                            record.type(),
                            record.shard(),
                            record.epoch(),
                            record.sequenceNr(),
                            record.bytes(),
                            record.good() ? "" : " DAMAGED");
                      }
                    });
            return print(report, out);
          });
    }

    private static int print(WalReport report, PrintWriter out) {
      report
          .segments()
          .forEach(
              s ->
                  out.printf(
                      "segment %s: %d bytes, %d records%n", s.file(), s.bytes(), s.records()));
      report.badPlaces().forEach(place -> out.printf("bad place %s%n", describe(place)));
      boolean well = true;
      for (ShardReport shard : report.shards()) {
        out.println(describe(shard));
        well &= shard.state() instanceof ShardState.Well;
      }
      return well ? 0 : 3;
    }

    private static String describe(ShardReport shard) {
      String begin =
          "shard %d: epoch %d, checkpointed up to record %d, "
              .formatted(shard.shard(), shard.epoch(), shard.manifestSequenceNr());
      return begin
          + switch (shard.state()) {
            case ShardState.Well(long last) -> "last record %d, well".formatted(last);
            case ShardState.Stopped(BadPlace place, long repaired, int lost) ->
                "STOPPED at %s; a repair ends it at record %d and loses %d records behind it"
                    .formatted(describe(place), repaired, lost);
          };
    }

    private static String describe(BadPlace place) {
      return "%s@%d (expected %s, found %s)"
          .formatted(place.file(), place.offset(), place.expected(), place.found());
    }
  }

  /** Loses what lies behind the bad place. */
  @Command(
      name = "repair",
      description = "Ends a stopped shard's log before its bad place, so that it can go on.",
      mixinStandardHelpOptions = true)
  static final class Repair implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin Data data;

    @Option(names = "--shard", paramLabel = "N", required = true, description = "Which shard.")
    int shard;

    @Override
    public Integer call() {
      return holding(
          data,
          spec,
          out -> {
            WalInspector.repair(new RealDisk(), data.directory, WalSettings.defaults(), shard);
            out.printf("Shard %d is repaired.%n", shard);
            return 0;
          });
    }
  }
}

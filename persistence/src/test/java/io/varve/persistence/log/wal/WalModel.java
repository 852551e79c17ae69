package io.varve.persistence.log.wal;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.simulation.ModelLogs;
import io.varve.persistence.simulation.Node;
import io.varve.persistence.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The write-ahead log for the model test, in small segments. */
final class WalModel implements ModelLogs {
  private static final WalSettings SETTINGS =
      new WalSettings(400, 100, 300, 256, Duration.ofMillis(10), Duration.ofSeconds(1));

  private final Simulation simulation;
  private final WalShardLogs logs;
  private long newestEpoch;

  private WalModel(Simulation simulation, WalShardLogs logs) {
    this.simulation = simulation;
    this.logs = logs;
  }

  static WalModel open(Simulation simulation, Node machine, Disk disk, Path dataDirectory)
      throws IOException {
    return new WalModel(
        simulation,
        WalShardLogs.open(
            disk,
            dataDirectory,
            SETTINGS,
            new Clock(simulation),
            new Driver(simulation, machine),
            List.of()));
  }

  @Override
  public Owned claim(Node node, ObjectStore store, int shard) throws IOException {
    ShardLog log = logs.claim(shard, new Claimant(1, node.toString()));
    newestEpoch = log.epoch();
    return new Owned() {
      @Override
      public ShardLog log() {
        return log;
      }

      @Override
      public CompletionStage<CommitResult> commit(long sequenceNr, byte[] manifest) {
        // It holds locks, for which a thread that is not simulated would wait for ever.
        return CompletableFuture.completedStage(
            simulation.alone(() -> log.commit(sequenceNr, manifest)));
      }
    };
  }

  @Override
  public long newestEpoch(int shard) {
    return newestEpoch;
  }

  private record Clock(Simulation simulation) implements WalClock {
    @Override
    public long nanoTime() {
      return simulation.nanos();
    }

    @Override
    public void pause(long nanos) {
      simulation.sleep(Duration.ofNanos(nanos));
    }
  }

  /** Lets the writer run as a thread of the machine. */
  private static final class Driver implements WalDriver {
    private final Simulation simulation;
    private final Node machine;
    private CompletableFuture<Boolean> work = new CompletableFuture<>();

    Driver(Simulation simulation, Node machine) {
      this.simulation = simulation;
      this.machine = machine;
    }

    @Override
    public void start(WalWork writer) {
      machine.executor().execute(() -> run(writer));
    }

    private void run(WalWork writer) {
      while (!writer.hasEnded()) {
        work = new CompletableFuture<>();
        long wait = writer.step();
        if (wait > 0) {
          if (wait < Long.MAX_VALUE / 2) {
            CompletableFuture<Boolean> due = work;
            machine.after(Duration.ofNanos(wait), () -> due.complete(true));
          }
          simulation.await(work);
        } else {
          simulation.step();
        }
      }
    }

    @Override
    public void wake() {
      work.complete(true);
    }

    @Override
    public <T> T await(CompletableFuture<T> stage) {
      simulation.await(stage);
      return stage.join();
    }

    @Override
    public void join() {
      throw new UnsupportedOperationException("machines of a model die");
    }
  }
}

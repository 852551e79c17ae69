package io.varve.persistence.simulation;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFaults;
import io.varve.persistence.objectstore.FileObjectStore;
import io.varve.persistence.objectstore.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One machine with a private data directory, which dies again and again: its process alone, or its
 * power; at any call of the disk, which fails now and then before that.
 */
public final class PrivateModel extends Model {
  private static final Path DATA = Path.of("/data");
  private static final int LIVES = 6;
  private static final int FAULTS_PER_MILLE = 3;

  private final Opener opener;
  private final Node world;
  private CrashDisk disk;
  private ModelLogs logs;

  /** Opens the logs of a machine that has just come up. */
  @FunctionalInterface
  public interface Opener {
    ModelLogs open(Simulation simulation, Node machine, Disk disk, Path dataDirectory)
        throws IOException;
  }

  private PrivateModel(long seed, Opener opener, Duration sweepDelay) {
    super(seed, sweepDelay, true);
    this.opener = opener;
    this.disk = new CrashDisk(seed);
    this.world = new Node(simulation(), "world");
  }

  /** Runs one history and checks it; an AssertionError says what did not hold. */
  public static Summary run(long seed, Opener opener, Duration sweepDelay) {
    PrivateModel model = new PrivateModel(seed, opener, sweepDelay);
    model.simulation().spawn(model.world, model::lives);
    model.simulation().run();
    model.throwFailure();
    return model.summary();
  }

  @Override
  boolean isNewest(long epoch) throws IOException {
    return logs.newestEpoch(Recovered.IDENTITY.shard()) == epoch;
  }

  private void lives() {
    Random random = random();
    for (int life = 0; life < LIVES; life++) {
      Node machine = new Node(simulation(), "life " + life);
      if (random.nextBoolean()) {
        disk.crashAt(disk.calls() + 1 + random.nextInt(300));
      }
      disk.faults(
          (_, _, _) ->
              random.nextInt(1000) >= FAULTS_PER_MILLE
                  ? DiskFaults.Fault.NONE
                  : random.nextBoolean() ? DiskFaults.Fault.NO_SPACE : DiskFaults.Fault.IO_ERROR);
      CrashDisk now = disk;
      simulation().spawn(machine, () -> live(machine, now));
      for (int nap = random.nextInt(40); nap > 0 && !machine.isDead(); nap--) {
        simulation().sleep(Pauses.of(random));
      }
      machine.kill();
      disk = random.nextBoolean() ? disk.crash(random.nextLong()) : disk.kill(random.nextLong());
    }
    stop();
    Node machine = new Node(simulation(), "last life");
    simulation().spawn(machine, () -> verify(machine));
  }

  private void live(Node machine, CrashDisk now) {
    try {
      Disk stepping = new SteppingDisk(now, simulation(), machine);
      ObjectStore store = new FileObjectStore(stepping, DATA.resolve("store"));
      ModelLogs opened = opener.open(simulation(), machine, stepping, DATA);
      logs = opened;
      while (!isStopping()) {
        Optional<ShardOwner> owner = ShardOwner.claim(this, opened, machine, store);
        if (owner.isPresent()) {
          countEpoch();
          owner.get().work();
        }
        simulation().sleep(Pauses.of(random()));
      }
    } catch (IOException _) {
      // A fault at the start, or beyond patience: the machine is started anew.
      machine.kill();
    }
  }

  private void verify(Node machine) {
    try {
      Disk stepping = new SteppingDisk(disk, simulation(), machine);
      ObjectStore store = new FileObjectStore(stepping, DATA.resolve("store"));
      logs = opener.open(simulation(), machine, stepping, DATA);
      Set<Long> acknowledged = history().acknowledged();
      ModelLogs.Owned owned = logs.claim(machine, store, Recovered.IDENTITY.shard());
      Recovered recovered = Recovered.read(owned.log(), store);
      history().check("the last reader", acknowledged, recovered.ids());
      Recovered.readAll(recovered.version(), store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    machine.kill();
  }
}

package io.varve.persistence.simulation;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.objectstore.FaultyObjectStore;
import io.varve.persistence.objectstore.FileObjectStore;
import io.varve.persistence.objectstore.LateCalls;
import io.varve.persistence.objectstore.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Two nodes that take one shard from each other, on one directory, in bad weather: one of them is
 * frozen for hours, dies and comes back, has its clock set, loses replies; puts arrive late.
 */
public final class SharedModel extends Model {
  private static final Path ROOT = Path.of("/store");
  private static final int FAULT_PERCENT = 4;
  private static final int EVENTS = 12;

  private final CrashDisk disk;
  private final ObjectStore plain;
  private final ModelLogs logs;
  private final Settings settings;
  private final LateCalls late = new LateCalls();
  private final Node world;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * What is tried.
   *
   * @param logs over the store that is looked at without faults
   * @param sweepDelay of the sweeper
   * @param store what a node sees, which a mutant may change
   * @param protectsUploads whether the sweeper is told what is being written
   */
  public record Settings(
      BiFunction<ObjectStore, Simulation, ModelLogs> logs,
      Duration sweepDelay,
      UnaryOperator<ObjectStore> store,
      boolean protectsUploads) {}

  private SharedModel(long seed, Settings settings) throws IOException {
    super(seed, settings.sweepDelay(), settings.protectsUploads());
    this.disk = new CrashDisk(seed);
    this.plain = new FileObjectStore(disk, ROOT);
    this.settings = settings;
    this.logs = settings.logs().apply(plain, simulation());
    this.world = new Node(simulation(), "world");
  }

  /** Runs one history and checks it; an AssertionError says what did not hold. */
  public static Summary run(long seed, Settings settings) throws IOException {
    SharedModel model = new SharedModel(seed, settings);
    Simulation simulation = model.simulation();
    simulation.spawn(model.world, model::weather);
    simulation.run();
    model.verify();
    while (model.late.size() > 0) {
      simulation.spawn(model.world, model::deliverLate);
      simulation.run();
    }
    model.verify();
    return model.summary();
  }

  @Override
  boolean isNewest(long epoch) throws IOException {
    return logs.newestEpoch(Recovered.IDENTITY.shard()) == epoch;
  }

  private void weather() {
    Random random = random();
    boot("a");
    boot("b");
    for (int event = 0; event < EVENTS; event++) {
      simulation().sleep(Pauses.of(random));
      int which = random.nextInt(nodes.size());
      Node node = nodes.get(which);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> node.freeze(Pauses.of(random));
        case 3 -> {
          node.kill();
          nodes.remove(which);
          boot(node + "'");
        }
        case 4 -> node.shiftWallClock(Duration.ofMinutes(random.nextInt(600) - 300));
        default -> deliverLate();
      }
    }
    stop();
  }

  private void deliverLate() {
    try {
      late.deliverOne(random());
    } catch (IOException _) {
      // Its sender has gone, and so it is never told.
    }
  }

  private void boot(String name) {
    Node node = new Node(simulation(), name);
    nodes.add(node);
    simulation()
        .spawn(
            node,
            () -> {
              try {
                ObjectStore files = new FileObjectStore(new SteppingDisk(disk, simulation()), ROOT);
                ObjectStore faulty =
                    new FaultyObjectStore(files, new NodeScript(simulation(), FAULT_PERCENT), late);
                live(node, settings.store().apply(faulty));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private void live(Node node, ObjectStore store) {
    while (!isStopping()) {
      simulation().sleep(Pauses.of(random()));
      try {
        Optional<ShardOwner> owner = ShardOwner.claim(this, logs, node, store);
        if (owner.isPresent()) {
          countEpoch();
          owner.get().work();
        }
      } catch (IOException _) {
        // Faults beyond patience: another epoch.
      }
    }
  }

  private void verify() throws IOException {
    throwFailure();
    Set<Long> acknowledged = history().acknowledged();
    ModelLogs.Owned owned = logs.claim(world, plain, Recovered.IDENTITY.shard());
    Recovered recovered = Recovered.read(owned.log(), plain);
    history().check("the last reader", acknowledged, recovered.ids());
    Recovered.readAll(recovered.version(), plain);
  }
}

package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.DiskFaults;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The machine ends inside any call to the disk that the log, head chunks, checkpoints, manifests or
 * blocks make: every acknowledged sample is there afterwards, and none that was refused.
 */
final class ShardCrashTest {
  private static final int OPERATIONS = 120;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void aCrashAtAnyCallLosesNothing() throws IOException {
    int points = 0;
    while (points < Scale.of(1000, 12_000)) {
      points += crashAtCalls(random.nextLong(), false, 1);
    }
    assertThat(points).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void neitherDoesOneOnADiskThatFails() throws IOException {
    int points = 0;
    while (points < Scale.of(100, 4_000)) {
      points += crashAtCalls(random.nextLong(), true, Scale.of(9, 1));
    }
    assertThat(points).isGreaterThanOrEqualTo(100);
  }

  @Test
  void theTestWouldFindOutIfForcesDidNothing() throws IOException {
    int found = 0;
    for (int run = 0; run < 12; run++) {
      long seed = random.nextLong();
      ShardWorkload workload = new ShardWorkload(seed, OPERATIONS);
      CrashDisk disk = new CrashDisk(seed);
      disk.forceDoesNothing();
      workload.run(disk);
      try {
        workload.run(disk.crash(seed));
      } catch (AssertionError | RuntimeException | IOException _) {
        found++;
      }
    }
    assertThat(found).isGreaterThan(6);
  }

  @Test
  void everythingHappens() throws IOException {
    long blocks = 0;
    int acknowledged = 0;
    int unavailable = 0;
    for (int run = 0; run < 10; run++) {
      long seed = random.nextLong();
      ShardWorkload workload = new ShardWorkload(seed, 400);
      CrashDisk disk = new CrashDisk(seed);
      disk.faults(faults(seed));
      workload.run(disk);
      blocks += workload.counts().blocks;
      acknowledged += workload.counts().acknowledged;
      unavailable += workload.counts().unavailable;
    }
    assertThat(blocks).isGreaterThan(50);
    assertThat(acknowledged).isGreaterThan(500);
    assertThat(unavailable).isGreaterThan(20);
  }

  private int crashAtCalls(long seed, boolean failing, int every) throws IOException {
    CrashDisk whole = disk(seed, failing);
    new ShardWorkload(seed, OPERATIONS).run(whole);
    for (long call = 1; call <= whole.calls(); call += every) {
      try {
        crashAt(seed, failing, call);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed %d, call %d, failing %b".formatted(seed, call, failing), e);
      }
    }
    return (int) (whole.calls() + every - 1) / every;
  }

  /** Three lives of a machine; the first ends in a given call, the second one soon after. */
  private void crashAt(long seed, boolean failing, long call) throws IOException {
    SplittableRandom fate = new SplittableRandom(seed * 31 + call);
    ShardWorkload workload = new ShardWorkload(seed, OPERATIONS);
    CrashDisk disk = disk(seed, failing);
    disk.crashAt(call);
    workload.run(disk);
    CrashDisk second = fate.nextInt(3) == 0 ? disk.kill(call) : disk.crash(call);
    second.crashAt(1 + fate.nextInt(60));
    workload.run(second);
    workload.run(second.crash(call), OPERATIONS / 4, _ -> {});
  }

  private static CrashDisk disk(long seed, boolean failing) {
    CrashDisk disk = new CrashDisk(seed);
    if (failing) {
      disk.faults(faults(seed));
    }
    return disk;
  }

  private static DiskFaults faults(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return (_, _, _) ->
        random.nextInt(100) >= 3
            ? DiskFaults.Fault.NONE
            : random.nextBoolean() ? DiskFaults.Fault.NO_SPACE : DiskFaults.Fault.IO_ERROR;
  }
}

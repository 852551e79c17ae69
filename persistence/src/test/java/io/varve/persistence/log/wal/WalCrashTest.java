package io.varve.persistence.log.wal;

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
 * The machine ends inside any call to the disk, again while it recovers, or the process alone is
 * killed: what was durable is replayed, what was refused never appears, of what was in doubt a
 * prefix may be there.
 */
final class WalCrashTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void aCrashAtAnyCallLosesNothing() throws IOException {
    crashAtPoints(Scale.of(1_000, 50_000), false);
  }

  @Test
  void neitherDoesOneOnADiskThatFails() throws IOException {
    crashAtPoints(Scale.of(1_000, 50_000), true);
  }

  /** Runs whole workloads, however many calls each has, until there were so many crashes. */
  private void crashAtPoints(int wanted, boolean failing) throws IOException {
    int points = 0;
    while (points < wanted) {
      points += crashAtEveryCall(random.nextLong(), failing);
    }
  }

  @Test
  void theTestWouldFindOutIfForcesDidNothing() throws IOException {
    int found = 0;
    for (int run = 0; run < 20; run++) {
      long seed = random.nextLong();
      WalWorkload workload = new WalWorkload(seed);
      CrashDisk disk = new CrashDisk(seed);
      disk.forceDoesNothing();
      workload.run(disk);
      try {
        workload.run(disk.crash(seed));
      } catch (AssertionError | RuntimeException _) {
        found++;
      }
    }
    assertThat(found).isGreaterThan(10);
  }

  @Test
  void refusalsHappen() throws IOException {
    int refusals = 0;
    for (int run = 0; run < 100; run++) {
      long seed = random.nextLong();
      WalWorkload workload = new WalWorkload(seed);
      CrashDisk disk = new CrashDisk(seed);
      disk.faults(faults(seed));
      workload.run(disk);
      refusals += workload.refusals();
    }
    assertThat(refusals).isGreaterThan(20);
  }

  private static int crashAtEveryCall(long seed, boolean failing) throws IOException {
    CrashDisk whole = disk(seed, failing);
    new WalWorkload(seed).run(whole);
    for (long call = 1; call <= whole.calls(); call++) {
      try {
        crashAt(seed, failing, call);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed %d, call %d, failing %b".formatted(seed, call, failing), e);
      }
    }
    return (int) whole.calls();
  }

  /** Three lives of a machine; the first ends in a given call, the second one soon after. */
  private static void crashAt(long seed, boolean failing, long call) throws IOException {
    SplittableRandom fate = new SplittableRandom(seed * 31 + call);
    WalWorkload workload = new WalWorkload(seed);
    CrashDisk disk = disk(seed, failing);
    disk.crashAt(call);
    workload.run(disk);
    assertThat(disk.hasCrashed()).isTrue();
    CrashDisk second = fate.nextInt(3) == 0 ? disk.kill(call) : disk.crash(call);
    second.crashAt(1 + fate.nextInt(40));
    workload.run(second);
    workload.run(second.crash(call));
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
        random.nextInt(100) >= 4
            ? DiskFaults.Fault.NONE
            : random.nextBoolean() ? DiskFaults.Fault.NO_SPACE : DiskFaults.Fault.IO_ERROR;
  }
}

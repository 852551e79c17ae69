package io.varve.persistence.log.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.DiskCall;
import io.varve.persistence.fs.DiskFaults;
import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ShardLog;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writes that fail: nothing is believed, everything is answered, and work goes on by itself. */
final class WalFaultTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private CrashDisk disk;
  private WalFixture wal;
  private ShardLog log;

  @BeforeEach
  void open() throws IOException {
    disk = new CrashDisk(random.nextLong());
    wal = new WalFixture(disk);
    log = wal.claim(0);
    wal.append(log, 1);
  }

  @Test
  void aFailedForceIsRefusedOnceTheSegmentIsSealed() throws IOException {
    failOnce(DiskCall.FORCE);
    CompletableFuture<AppendResult> first = append(2);
    CompletableFuture<AppendResult> second = append(3);
    wal.driver.step();
    assertThat(first).isNotDone();
    CompletableFuture<AppendResult> third = append(4);
    assertThat(third).as("its shard has appends in doubt").isNotDone();
    wal.driver.step();
    assertRefused(first);
    assertRefused(second);
    assertRefused(third);
    assertRefused(append(2));
    wal.driver.stepAll();
    assertThat(wal.driver.await(append(2))).isEqualTo(new AppendResult.Durable());
    WalFixture next = new WalFixture(disk.crash(random.nextLong()));
    WalFixture.assertHolds(next.claim(0), 1, 2);
  }

  @Test
  void withoutAppendsInDoubtAShardIsRefusedAtOnce() throws IOException {
    ShardLog other = wal.claim(1);
    failOnce(DiskCall.FORCE);
    CompletableFuture<AppendResult> doubtful = append(2);
    wal.driver.step();
    assertThat(doubtful).isNotDone();
    assertThat(other.append(List.of(WalFixture.record(1, 1))).toCompletableFuture())
        .isCompletedWithValueMatching(AppendResult.Refused.class::isInstance);
    assertThatThrownBy(() -> wal.claim(2)).isInstanceOf(IOException.class);
    wal.driver.stepAll();
    wal.append(other, 1);
  }

  @Test
  void refusedBytesNeverComeBack() throws IOException {
    // The write reaches the disk whole, and only the force says that it failed.
    disk.faults(
        (call, _, path) ->
            call == DiskCall.FORCE && path.toString().endsWith(".tmp")
                ? DiskFaults.Fault.IO_ERROR
                : DiskFaults.Fault.NONE);
    CompletableFuture<AppendResult> refused = append(2);
    wal.driver.step();
    disk.faults(DiskFaults.NONE);
    wal.driver.stepAll();
    assertThat(refused).isDone();
    WalFixture next = new WalFixture(disk.kill(1));
    WalFixture.assertHolds(
        next.claim(0), 1, refused.join() instanceof AppendResult.Refused ? 1 : 2);
  }

  @Test
  void stagesStayOpenAsLongAsTheSealFails() throws IOException {
    disk.faults((_, _, _) -> DiskFaults.Fault.IO_ERROR);
    CompletableFuture<AppendResult> stage = append(2);
    for (int i = 0; i < 50; i++) {
      wal.driver.step();
    }
    assertThat(stage).isNotDone();
    disk.faults(DiskFaults.NONE);
    wal.driver.stepAll();
    assertRefused(stage);
    wal.append(log, 2);
    WalFixture.assertHolds(new WalFixture(disk.crash(random.nextLong())).claim(0), 1, 2);
  }

  @Test
  void aFullDiskRefusesSealsCommitsAndGoesOnWhenThereIsRoom() throws IOException {
    long last = 1;
    disk.capacity(disk.used() + 2000);
    CompletableFuture<AppendResult> stage;
    do {
      stage = append(last + 1);
      wal.driver.await(stage);
      last++;
    } while (stage.join() instanceof AppendResult.Durable);
    last--;
    assertThat(log.highestSequenceNr()).isEqualTo(last);
    for (int i = 0; i < 10; i++) {
      wal.driver.step();
      assertRefused(append(last + 1));
    }
    WalFixture.commit(log, last);
    WalFixture.commit(log, last);
    assertThat(wal.segments()).as("segments that are not needed make room").hasSize(1);
    disk.capacity(disk.used() + 4000);
    wal.driver.stepAll();
    wal.append(log, last + 1);
    ShardLog next = new WalFixture(disk.crash(random.nextLong())).claim(0);
    WalFixture.assertHolds(next, last + 1, last + 1);
    assertThat(next.manifest().orElseThrow().sequenceNr()).isEqualTo(last);
  }

  @Test
  void aCommitThatCannotBeWrittenIsRefused() throws IOException {
    disk.faults(
        (_, _, path) ->
            path.toString().contains("manifest")
                ? DiskFaults.Fault.NO_SPACE
                : DiskFaults.Fault.NONE);
    assertThat(log.commit(1, new byte[9])).isInstanceOf(CommitResult.Refused.class);
    assertThat(log.manifest()).isEmpty();
    disk.faults(DiskFaults.NONE);
    WalFixture.commit(log, 1);
  }

  @Test
  void aCommitInDoubtIsResolvedByAnother() throws IOException {
    failOnce(DiskCall.FORCE_DIRECTORY);
    assertThat(log.commit(1, new byte[9])).isEqualTo(new CommitResult.Committed(2));
    ShardLog next = new WalFixture(disk.crash(random.nextLong())).claim(0);
    assertThat(next.manifest().orElseThrow().ordinal()).isEqualTo(2);
  }

  @Test
  void theQueueIsBounded() {
    List<CompletableFuture<AppendResult>> stages = new ArrayList<>();
    for (int i = 2; i < 200; i++) {
      stages.add(append(i));
    }
    assertThat(wal.logs.queuedBytes()).isBetween(3000L, 4000L);
    wal.driver.stepAll();
    assertThat(wal.logs.queuedBytes()).isZero();
    int stored = (int) log.highestSequenceNr() - 1;
    assertThat(stored).isPositive();
    for (int i = 0; i < stages.size(); i++) {
      if (i < stored) {
        assertThat(stages.get(i).join()).isEqualTo(new AppendResult.Durable());
      } else {
        assertRefused(stages.get(i));
      }
    }
    wal.append(log, stored + 2);
  }

  @Test
  void closingWritesWhatIsQueued() throws IOException {
    CompletableFuture<AppendResult> stage = append(2);
    wal.logs.close();
    assertThat(stage.join()).isEqualTo(new AppendResult.Durable());
    assertRefused(append(3));
    assertThatThrownBy(() -> wal.claim(0)).hasMessageContaining("closed");
    WalFixture.assertHolds(new WalFixture(disk).claim(0), 1, 2);
  }

  @Test
  void countersTell() {
    assertThat(wal.logs.counters().records()).isEqualTo(1);
    assertThat(wal.logs.counters().forces()).isEqualTo(2);
    assertThat(wal.logs.counters().bytes()).isGreaterThan(100);
    assertThat(wal.logs.counters().failures()).isZero();
    assertThat(wal.logs.counters().refusals()).isZero();
  }

  private CompletableFuture<AppendResult> append(long sequenceNr) {
    LogRecord record = WalFixture.record(0, sequenceNr);
    return log.append(List.of(record)).toCompletableFuture();
  }

  private void failOnce(DiskCall failing) {
    boolean[] done = new boolean[1];
    disk.faults(
        (call, _, _) -> {
          if (call != failing || done[0]) {
            return DiskFaults.Fault.NONE;
          }
          done[0] = true;
          return DiskFaults.Fault.IO_ERROR;
        });
  }

  private static void assertRefused(CompletableFuture<AppendResult> stage) {
    assertThat(stage).isCompletedWithValueMatching(AppendResult.Refused.class::isInstance);
  }
}

package io.varve.persistence.log.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ShardLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A log on a disk in memory, stepped by the test. Payloads tell their shard and number. */
final class WalFixture {
  static final Path DATA = Path.of("/data");
  static final WalSettings SETTINGS =
      new WalSettings(1000, 500, 4000, 600, Duration.ofMillis(10), Duration.ofMillis(80));

  final CrashDisk disk;
  final ManualClock clock;
  final ManualDriver driver;
  final WalShardLogs logs;

  WalFixture(CrashDisk disk) throws IOException {
    this(disk, SETTINGS, List.of());
  }

  WalFixture(CrashDisk disk, WalSettings settings, List<Integer> repaired) throws IOException {
    this.disk = disk;
    clock = new ManualClock(disk);
    driver = new ManualDriver(clock);
    logs = WalShardLogs.open(disk, DATA, settings, clock, driver, repaired);
  }

  ShardLog claim(int shard) throws IOException {
    return logs.claim(shard, new Claimant(1, "here"));
  }

  static LogRecord record(int shard, long sequenceNr) {
    return new LogRecord(
        sequenceNr,
        "shard %d, record %d, %s"
            .formatted(shard, sequenceNr, "x".repeat((int) (sequenceNr * 7 % 40)))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Appends one record and makes it durable in a group of its own. */
  void append(ShardLog log, long sequenceNr) {
    var stage = log.append(List.of(record(log.shard(), sequenceNr))).toCompletableFuture();
    assertThat(driver.await(stage)).isEqualTo(new AppendResult.Durable());
  }

  static void commit(ShardLog log, long sequenceNr) {
    assertThat(log.commit(sequenceNr, new byte[] {(byte) sequenceNr}))
        .isInstanceOf(CommitResult.Committed.class);
  }

  /** Fails unless the log holds exactly the records of that range. */
  static void assertHolds(ShardLog log, long from, long to) throws IOException {
    assertThat(log.highestSequenceNr()).isEqualTo(to);
    List<LogRecord> replayed = new ArrayList<>();
    log.replay(from, Long.MAX_VALUE, replayed::add);
    assertThat(replayed).hasSize(Math.toIntExact(to - from + 1));
    for (LogRecord found : replayed) {
      assertThat(found.payload()).isEqualTo(record(log.shard(), found.sequenceNr()).payload());
    }
  }

  List<Path> segments() throws IOException {
    return disk.list(WalFiles.directory(DATA)).stream()
        .filter(file -> WalFiles.segmentNumber(file).isPresent())
        .toList();
  }
}

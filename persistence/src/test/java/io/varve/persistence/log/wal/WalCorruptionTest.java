package io.varve.persistence.log.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.log.wal.WalReport.ShardReport;
import io.varve.persistence.log.wal.WalReport.ShardState;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A medium that fails: a bad place stops the shards that lost something by it, and no others. */
final class WalCorruptionTest {
  private static final int SHARDS = 3;
  private static final int RECORDS = 20;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private CrashDisk disk;

  /** Twenty records of each of three shards, in turns, over several segments; closed in order. */
  @BeforeEach
  void writeLog() throws IOException {
    disk = new CrashDisk(1);
    WalFixture wal = new WalFixture(disk);
    List<ShardLog> shards = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      shards.add(wal.claim(shard));
    }
    for (int n = 1; n <= RECORDS; n++) {
      for (ShardLog log : shards) {
        wal.append(log, n);
      }
    }
    wal.logs.close();
    assertThat(wal.segments()).hasSizeGreaterThan(3);
  }

  @Test
  void aBadPayloadStopsItsShardOnly() throws IOException {
    InspectedRecord victim = find(disk, 1, 8);
    disk.flip(Path.of(victim.file()), victim.offset() + RecordHeader.BYTES + 2, 4);
    assertStopped(1, victim, 7);
  }

  @Test
  void aBadHeaderStopsItsShardOnly() throws IOException {
    InspectedRecord victim = find(disk, 1, 8);
    disk.flip(Path.of(victim.file()), victim.offset() + 20, 4);
    assertStopped(1, victim, 7);
  }

  private void assertStopped(int shard, InspectedRecord victim, long lastGood) throws IOException {
    WalReport report = WalInspector.inspect(disk, WalFixture.DATA, _ -> {});
    assertThat(report.badPlaces())
        .singleElement()
        .satisfies(place -> assertThat(place.offset()).isEqualTo(victim.offset()));
    for (int opening = 0; opening < 2; opening++) {
      WalFixture wal = new WalFixture(disk);
      assertThatThrownBy(() -> wal.claim(shard))
          .isInstanceOfSatisfying(
              CorruptionException.class,
              e -> {
                assertThat(e.file()).isEqualTo(victim.file());
                assertThat(e.offset()).isEqualTo(victim.offset());
              });
      assertOthersWork(wal, shard, RECORDS + opening);
      wal.logs.close();
    }
    assertThat(stateOf(shard)).isInstanceOf(ShardState.Stopped.class);
    WalInspector.repair(disk, WalFixture.DATA, WalFixture.SETTINGS, shard);
    WalFixture wal = new WalFixture(disk.crash(random.nextLong()));
    ShardLog log = wal.claim(shard);
    WalFixture.assertHolds(log, 1, lastGood);
    assertThat(log.epoch()).isGreaterThan(1);
    wal.append(log, lastGood + 1);
    WalFixture.assertHolds(log, 1, lastGood + 1);
  }

  private void assertOthersWork(WalFixture wal, int stopped, long last) throws IOException {
    for (int shard = 0; shard < SHARDS; shard++) {
      if (shard != stopped) {
        ShardLog log = wal.claim(shard);
        WalFixture.assertHolds(log, 1, last);
        wal.append(log, last + 1);
      }
    }
  }

  @Test
  void theReportSaysWhatARepairWouldLose() throws IOException {
    InspectedRecord victim = find(disk, 2, 8);
    disk.flip(Path.of(victim.file()), victim.offset() + RecordHeader.BYTES, 1);
    ShardState.Stopped before = (ShardState.Stopped) stateOf(2);
    assertThat(before.repairedSequenceNr()).isEqualTo(7);
    assertThat(before.lostRecords()).isEqualTo(RECORDS - 7);
    assertThat(stateOf(0)).isEqualTo(new ShardState.Well(RECORDS));
    new WalFixture(disk).logs.close();
    assertThat(stateOf(2)).as("the same when it is set aside").isEqualTo(before);
  }

  @Test
  void aStoppedShardDoesNotPinTheLog() throws IOException {
    InspectedRecord victim = find(disk, 1, 8);
    disk.flip(Path.of(victim.file()), victim.offset() + RecordHeader.BYTES, 1);
    WalFixture wal = new WalFixture(disk);
    for (int shard : new int[] {0, 2}) {
      ShardLog log = wal.claim(shard);
      WalFixture.commit(log, RECORDS);
      WalFixture.commit(log, RECORDS);
    }
    assertThat(wal.segments()).hasSize(1);
    wal.logs.close();
    WalInspector.repair(disk, WalFixture.DATA, WalFixture.SETTINGS, 1);
    wal = new WalFixture(disk.crash(random.nextLong()));
    WalFixture.assertHolds(wal.claim(1), 1, 7);
    WalFixture.assertHolds(wal.claim(0), RECORDS + 1, RECORDS);
  }

  @Test
  void anyBitMayFlip() throws IOException {
    List<Path> segments = segments();
    int stopped = 0;
    for (int i = 0; i < Scale.of(300, 5000); i++) {
      CrashDisk damaged = copy();
      Path file = segments.get(random.nextInt(segments.size()));
      long offset = random.nextLong(damaged.size(file));
      damaged.flip(file, offset, 1 << random.nextInt(8));
      WalFixture wal = new WalFixture(damaged);
      String where = "%s at %d".formatted(file, offset);
      for (int shard = 0; shard < SHARDS; shard++) {
        try {
          WalFixture.assertHolds(wal.claim(shard), 1, RECORDS);
        } catch (CorruptionException e) {
          assertThat(e.file()).as(where).isEqualTo(file.toString());
          assertThat(e.offset()).as(where).isLessThanOrEqualTo(offset);
          stopped++;
        } catch (AssertionError e) {
          throw new AssertionError(where, e);
        }
      }
    }
    assertThat(stopped).isGreaterThan(50);
  }

  @Test
  void aMissingSegmentStopsWhatWasInIt() throws IOException {
    List<Path> segments = segments();
    disk.delete(segments.get(2));
    WalFixture wal = new WalFixture(disk);
    for (int shard = 0; shard < SHARDS; shard++) {
      int claimed = shard;
      assertThatThrownBy(() -> wal.claim(claimed)).isInstanceOf(CorruptionException.class);
    }
  }

  @Test
  void aSegmentThatWasCutShortStopsWhatWasAtItsEnd() throws IOException {
    List<Path> segments = segments();
    Path file = segments.get(1);
    long size = disk.size(file);
    try (var open = disk.openAppend(file)) {
      open.truncate(size - 1);
    }
    WalFixture wal = new WalFixture(disk);
    int stopped = 0;
    for (int shard = 0; shard < SHARDS; shard++) {
      try {
        WalFixture.assertHolds(wal.claim(shard), 1, RECORDS);
      } catch (CorruptionException e) {
        assertThat(e.file()).isEqualTo(file.toString());
        stopped++;
      }
    }
    assertThat(stopped).isEqualTo(1);
  }

  @Test
  void aDamagedManifestIsReplacedByTheOneBefore() throws IOException {
    WalFixture wal = new WalFixture(disk);
    ShardLog log = wal.claim(0);
    WalFixture.commit(log, 5);
    WalFixture.commit(log, 9);
    WalFixture.commit(log, 15);
    wal.logs.close();
    Path newest = WalFiles.manifest(WalFiles.directory(WalFixture.DATA), 0, 3);
    disk.flip(newest, 44, 1);
    wal = new WalFixture(disk);
    log = wal.claim(0);
    assertThat(log.manifest().orElseThrow().sequenceNr()).isEqualTo(9);
    WalFixture.assertHolds(log, 10, RECORDS);
    WalFixture.commit(log, 16);
    assertThat(log.manifest().orElseThrow().ordinal()).isEqualTo(4);
  }

  @Test
  void withoutAnyManifestLeftTheShardIsStopped() throws IOException {
    WalFixture wal = new WalFixture(disk);
    ShardLog log = wal.claim(0);
    WalFixture.commit(log, 5);
    WalFixture.commit(log, 9);
    wal.logs.close();
    for (int ordinal = 1; ordinal <= 2; ordinal++) {
      disk.flip(WalFiles.manifest(WalFiles.directory(WalFixture.DATA), 0, ordinal), 20, 1);
    }
    WalFixture next = new WalFixture(disk);
    assertThatThrownBy(() -> next.claim(0))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining(".manifest");
    next.logs.close();
    assertThatThrownBy(() -> WalInspector.repair(disk, WalFixture.DATA, WalFixture.SETTINGS, 0))
        .isInstanceOf(CorruptionException.class);
  }

  @Test
  void aRepairMayCrashAnywhere() throws IOException {
    InspectedRecord victim = find(disk, 1, 8);
    for (long call = 1; ; call++) {
      CrashDisk damaged = copy();
      damaged.flip(Path.of(victim.file()), victim.offset() + RecordHeader.BYTES, 1);
      damaged.crashAt(call);
      try {
        new WalFixture(damaged, WalFixture.SETTINGS, List.of(1));
      } catch (IOException e) {
        assertThat(damaged.hasCrashed()).as(e.toString()).isTrue();
      }
      if (!damaged.hasCrashed()) {
        assertThat(call).isGreaterThan(10);
        return;
      }
      checkAfterRepair(damaged.crash(random.nextLong()));
    }
  }

  /** Either the shard is stopped still, and can be repaired, or it is repaired. */
  private void checkAfterRepair(CrashDisk after) throws IOException {
    WalFixture wal = new WalFixture(after);
    assertOthersWork(wal, 1, RECORDS);
    try {
      WalFixture.assertHolds(wal.claim(1), 1, 7);
    } catch (CorruptionException _) {
      wal.logs.close();
      wal = new WalFixture(after, WalFixture.SETTINGS, List.of(1));
      WalFixture.assertHolds(wal.claim(1), 1, 7);
    }
  }

  /** A disk of its own with the log as it was written: all of it is durable. */
  private CrashDisk copy() {
    return disk.crash(random.nextLong());
  }

  private List<Path> segments() throws IOException {
    return disk.list(WalFiles.directory(WalFixture.DATA)).stream()
        .filter(file -> WalFiles.segmentNumber(file).isPresent())
        .toList();
  }

  private ShardState stateOf(int shard) throws IOException {
    return WalInspector.inspect(disk, WalFixture.DATA, _ -> {}).shards().stream()
        .filter(report -> report.shard() == shard)
        .map(ShardReport::state)
        .findFirst()
        .orElseThrow();
  }

  private static InspectedRecord find(CrashDisk disk, int shard, long sequenceNr)
      throws IOException {
    List<InspectedRecord> found = new ArrayList<>();
    WalInspector.inspect(
        disk,
        WalFixture.DATA,
        record -> {
          if (record.type().equals("EVENT")
              && record.shard() == shard
              && record.sequenceNr() == sequenceNr) {
            found.add(record);
          }
        });
    return found.getFirst();
  }
}

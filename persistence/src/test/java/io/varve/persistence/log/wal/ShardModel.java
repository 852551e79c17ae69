package io.varve.persistence.log.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.log.ShardLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What one shard's owner knows: what must be found after a crash, and what may be. */
final class ShardModel {
  private final int shard;
  private final List<byte[]> appended = new ArrayList<>();
  private int durable;
  private long epoch;
  private Optional<ManifestRecord> committed = Optional.empty();
  private Optional<ManifestRecord> attempted = Optional.empty();
  private int refusals;

  /** Rises when what was appended is dropped, and the refusals of what was behind are old news. */
  private int generation;

  ShardModel(int shard) {
    this.shard = shard;
  }

  int shard() {
    return shard;
  }

  int refusals() {
    return refusals;
  }

  void append(ShardLog log, Random random) {
    List<LogRecord> records = new ArrayList<>();
    int first = appended.size();
    for (int i = 0; i <= random.nextInt(3); i++) {
      byte[] payload = new byte[random.nextInt(4) == 0 ? random.nextInt(900) : random.nextInt(60)];
      random.nextBytes(payload);
      appended.add(payload);
      records.add(new LogRecord(appended.size(), payload));
    }
    int last = appended.size();
    int current = generation;
    log.append(records).thenAccept(result -> settled(result, first, last, current));
  }

  private void settled(AppendResult result, int first, int last, int appendedIn) {
    switch (result) {
      case AppendResult.Durable _ -> {
        assertThat(durable).as("order of stages").isEqualTo(first);
        durable = last;
      }
      case AppendResult.Refused _ -> {
        refusals++;
        if (appendedIn == generation) {
          generation++;
          appended.subList(first, appended.size()).clear();
        }
      }
      case AppendResult.Fenced _ -> throw new AssertionError("fenced without another owner");
    }
  }

  void commit(ShardLog log, Random random) {
    long lowest = committed.map(ManifestRecord::sequenceNr).orElse(0L);
    long sequenceNr = lowest + random.nextInt(durable - (int) lowest + 1);
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    attempted = Optional.of(new ManifestRecord(0, log.epoch(), sequenceNr, bytes));
    if (log.commit(sequenceNr, bytes) instanceof CommitResult.Committed(long ordinal)) {
      assertThat(ordinal).isGreaterThan(committed.map(ManifestRecord::ordinal).orElse(0L));
      committed = Optional.of(new ManifestRecord(ordinal, log.epoch(), sequenceNr, bytes));
    }
    attempted = Optional.empty();
  }

  /** Holds what the next owner found against what must be there, and goes on from it. */
  void check(ShardLog log) throws IOException {
    assertThat(log.epoch()).as("epoch").isGreaterThan(epoch);
    epoch = log.epoch();
    Optional<ManifestRecord> found = log.manifest();
    assertThat(describe(found)).isIn(describe(committed), describe(attempted));
    committed = found;
    attempted = Optional.empty();
    long covered = found.map(ManifestRecord::sequenceNr).orElse(0L);
    assertThat(log.highestSequenceNr())
        .as("records")
        .isBetween((long) durable, (long) appended.size());
    durable = (int) log.highestSequenceNr();
    appended.subList(durable, appended.size()).clear();
    List<byte[]> replayed = new ArrayList<>();
    log.replay(covered + 1, Long.MAX_VALUE, record -> replayed.add(record.payload()));
    assertThat(replayed)
        .usingElementComparator(Arrays::compare)
        .isEqualTo(appended.subList((int) covered, durable));
  }

  private static String describe(Optional<ManifestRecord> manifest) {
    return manifest
        .map(
            m ->
                "%d: %d bytes, %d"
                    .formatted(m.sequenceNr(), m.bytes().length, Arrays.hashCode(m.bytes())))
        .orElse("none");
  }
}

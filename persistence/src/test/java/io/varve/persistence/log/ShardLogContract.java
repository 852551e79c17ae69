package io.varve.persistence.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every log must hold towards its shards; each implementation's test extends this. */
public abstract class ShardLogContract {
  /** A shard that most tests use. */
  protected static final int SHARD = 3;

  @RegisterExtension public final SeededRandom random = new SeededRandom();

  private ShardLogs logs;

  /** The logs of a node, on a medium that is empty at first. */
  protected abstract ShardLogs open() throws Exception;

  /**
   * Another node's logs on the same medium, while the node before may still be there, or has died
   * without a word.
   */
  protected abstract ShardLogs takeOver(ShardLogs before) throws Exception;

  @BeforeEach
  void openLogs() throws Exception {
    logs = open();
  }

  @AfterEach
  void closeLogs() throws IOException {
    logs.close();
  }

  @Test
  void aNewShardIsEmpty() throws IOException {
    ShardLog log = claim();
    assertThat(log.shard()).isEqualTo(SHARD);
    assertThat(log.epoch()).isPositive();
    assertThat(log.highestSequenceNr()).isZero();
    assertThat(log.manifest()).isEmpty();
    assertThat(replay(log, 1, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void whatIsDurableIsReplayedToTheNextOwner() throws Exception {
    ShardLog log = claim();
    List<String> written = new ArrayList<>();
    for (int batch = 0; batch < 20; batch++) {
      List<LogRecord> records = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        String text = batch + ":" + "x".repeat(random.nextInt(5) * random.nextInt(500));
        written.add(text);
        records.add(new LogRecord(written.size(), text.getBytes(UTF_8)));
      }
      assertThat(result(log.append(records))).isEqualTo(new AppendResult.Durable());
      assertThat(log.highestSequenceNr()).isEqualTo(written.size());
    }
    assertThat(replay(log, 1, Long.MAX_VALUE)).isEqualTo(written);
    logs.close();
    logs = open();
    ShardLog next = claim();
    assertThat(next.highestSequenceNr()).isEqualTo(written.size());
    assertThat(replay(next, 1, Long.MAX_VALUE)).isEqualTo(written);
    logs = takeOver(logs);
    assertThat(replay(claim(), 1, Long.MAX_VALUE)).isEqualTo(written);
  }

  @Test
  void replayKeepsToTheRange() throws Exception {
    ShardLog log = claim();
    append(log, 1, 10);
    assertThat(replay(log, 3, 5)).containsExactly("3", "4", "5");
    assertThat(replay(log, 10, 10)).containsExactly("10");
    assertThat(replay(log, 9, 99)).containsExactly("9", "10");
    assertThat(replay(log, 11, 99)).isEmpty();
    assertThat(replay(log, 5, 4)).isEmpty();
  }

  @Test
  void aConsumersExceptionEndsTheReplay() throws Exception {
    ShardLog log = claim();
    append(log, 1, 10);
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                log.replay(
                    1,
                    10,
                    record -> {
                      seen.add(record.sequenceNr());
                      if (record.sequenceNr() == 4) {
                        throw new IOException("enough");
                      }
                    }))
        .hasMessage("enough");
    assertThat(seen).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void appendsInFlightCompleteInOrder() throws Exception {
    ShardLog log = claim();
    List<Integer> completed = new ArrayList<>();
    List<CompletionStage<?>> stages = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      int number = i;
      stages.add(log.append(records(i, i)).thenAccept(_ -> completed.add(number)));
    }
    for (CompletionStage<?> stage : stages) {
      result(stage);
    }
    assertThat(completed).isSorted().hasSize(100);
    assertThat(replay(log, 1, 100)).hasSize(100);
  }

  @Test
  void epochsRise() throws Exception {
    long first = claim().epoch();
    long second = claim().epoch();
    logs.close();
    logs = open();
    long third = claim().epoch();
    logs = takeOver(logs);
    long fourth = claim().epoch();
    assertThat(List.of(first, second, third, fourth)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aClaimFencesTheOwnerBefore() throws Exception {
    ShardLog old = claim();
    append(old, 1, 3);
    ShardLog now = claim();
    assertThat(result(old.append(records(4, 4)))).isEqualTo(new AppendResult.Fenced(now.epoch()));
    assertThat(old.commit(3, new byte[0])).isEqualTo(new CommitResult.Fenced(now.epoch()));
    assertThat(now.highestSequenceNr()).isEqualTo(3);
    assertThat(now.manifest()).isEmpty();
    append(now, 4, 4);
    assertThat(replay(now, 1, 9)).containsExactly("1", "2", "3", "4");
  }

  @Test
  void aReleasedShardTakesNoMore() throws Exception {
    ShardLog log = claim();
    append(log, 1, 2);
    log.release();
    assertThat(result(log.append(records(3, 3)))).isEqualTo(new AppendResult.Fenced(log.epoch()));
    assertThat(log.commit(2, new byte[0])).isEqualTo(new CommitResult.Fenced(log.epoch()));
    assertThat(replay(claim(), 1, 9)).containsExactly("1", "2");
  }

  @Test
  void theNewestManifestIsFound() throws Exception {
    ShardLog log = claim();
    append(log, 1, 5);
    long first = committed(log.commit(2, "a".getBytes(UTF_8)));
    long second = committed(log.commit(2, "b".getBytes(UTF_8)));
    long third = committed(log.commit(4, "c".getBytes(UTF_8)));
    assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
    checkManifest(log, third, log.epoch());
    logs.close();
    logs = open();
    ShardLog next = claim();
    checkManifest(next, third, log.epoch());
    assertThat(next.highestSequenceNr()).isEqualTo(5);
    assertThat(replay(next, 5, 9)).containsExactly("5");
    long fourth = committed(next.commit(5, "d".getBytes(UTF_8)));
    assertThat(fourth).isGreaterThan(third);
    logs = takeOver(logs);
    ShardLog last = claim();
    assertThat(last.manifest().orElseThrow().ordinal()).isEqualTo(fourth);
    assertThat(last.highestSequenceNr()).isEqualTo(5);
    assertThat(replay(last, 6, 9)).isEmpty();
  }

  private void checkManifest(ShardLog log, long ordinal, long epoch) {
    ManifestRecord manifest = log.manifest().orElseThrow();
    assertThat(manifest.ordinal()).isEqualTo(ordinal);
    assertThat(manifest.epoch()).isEqualTo(epoch);
    assertThat(manifest.sequenceNr()).isEqualTo(4);
    assertThat(manifest.bytes()).asString(UTF_8).isEqualTo("c");
  }

  @Test
  void aManifestAtTheVeryBeginningIsFine() throws Exception {
    ShardLog log = claim();
    committed(log.commit(0, "empty".getBytes(UTF_8)));
    append(log, 1, 2);
    logs.close();
    logs = open();
    ShardLog next = claim();
    assertThat(next.manifest().orElseThrow().sequenceNr()).isZero();
    assertThat(replay(next, 1, 9)).containsExactly("1", "2");
  }

  @Test
  void shardsDoNotMeetInOneLog() throws Exception {
    List<ShardLog> shards = new ArrayList<>();
    for (int shard = 0; shard < 5; shard++) {
      shards.add(logs.claim(shard, new Claimant(1, "here")));
    }
    for (int i = 1; i <= 20; i++) {
      for (ShardLog log : shards) {
        append(log, i, i);
      }
    }
    committed(shards.get(2).commit(20, new byte[9]));
    logs.close();
    logs = open();
    for (int shard = 0; shard < 5; shard++) {
      ShardLog log = logs.claim(shard, new Claimant(2, "here"));
      assertThat(log.highestSequenceNr()).isEqualTo(20);
      boolean covered = log.manifest().isPresent();
      assertThat(covered).isEqualTo(shard == 2);
      assertThat(replay(log, covered ? 21 : 15, 25)).hasSize(covered ? 0 : 6);
    }
  }

  @Test
  void numbersOutOfOrderAreABug() throws Exception {
    ShardLog log = claim();
    append(log, 1, 3);
    assertThatThrownBy(() -> log.append(records(3, 3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> log.append(records(5, 5)))
        .isInstanceOf(IllegalArgumentException.class);
    LogRecord four = records(4, 4).getFirst();
    assertThatThrownBy(() -> log.append(List.of(four, four)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> log.commit(4, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    append(log, 4, 4);
  }

  /** Claims {@link #SHARD}. */
  protected final ShardLog claim() throws IOException {
    return logs.claim(SHARD, new Claimant(random.nextLong(), "127.0.0.1:2552"));
  }

  /** Records whose payloads are their numbers. */
  protected static List<LogRecord> records(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(n -> new LogRecord(n, Long.toString(n).getBytes(UTF_8)))
        .toList();
  }

  /** Appends such records and waits. */
  protected static void append(ShardLog log, long from, long to) throws Exception {
    assertThat(result(log.append(records(from, to)))).isEqualTo(new AppendResult.Durable());
  }

  /** The payloads of a range as text. */
  protected static List<String> replay(ShardLog log, long from, long to) throws IOException {
    List<String> payloads = new ArrayList<>();
    log.replay(
        from,
        to,
        record -> {
          assertThat(record.sequenceNr()).isEqualTo(from + payloads.size());
          payloads.add(new String(record.payload(), UTF_8));
        });
    return payloads;
  }

  /** Waits for a stage. */
  protected static <T> T result(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static long committed(CommitResult result) {
    assertThat(result).isInstanceOf(CommitResult.Committed.class);
    return ((CommitResult.Committed) result).ordinal();
  }
}

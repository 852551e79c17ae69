package io.varve.persistence.log.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AppendQueueTest {
  private static final int PAYLOAD = 10;

  private final AppendQueue queue = new AppendQueue(30, 70, 5);
  private final List<String> answers = new ArrayList<>();

  @Test
  void joinsAppendsUpToOneLinksBytes() {
    add(5, 5);
    add(6, 7);
    add(8, 8);
    assertThat(queue.isReady()).isTrue();
    assertThat(takeAndWin()).containsExactly(5L, 6L, 7L);
    assertThat(queue.isReady()).isFalse();
    assertThat(takeAndWin()).containsExactly(8L);
    assertThat(answers).containsExactly("5 Durable", "6 Durable", "8 Durable");
  }

  @Test
  void anAppendOverOneLinksBytesGoesAlone() {
    add(5, 5);
    add(6, 10);
    add(11, 11);
    assertThat(takeAndWin()).containsExactly(5L);
    assertThat(takeAndWin()).hasSize(5);
    assertThat(takeAndWin()).containsExactly(11L);
  }

  @Test
  void refusesBehindTheBoundUntilTheNumberComesAgain() {
    add(5, 9);
    add(10, 12);
    add(13, 13);
    add(10, 10);
    assertThat(takeAndWin()).hasSize(5);
    assertThat(takeAndWin()).containsExactly(10L);
    assertThat(answers).containsExactly("5 Durable", "10 Refused", "13 Refused", "10 Durable");
  }

  @Test
  void refusedAppendsAloneAreAnsweredWithoutALink() {
    add(5, 9);
    add(10, 12);
    AppendQueue.Batch first = queue.take();
    assertThat(first.records()).hasSize(5);
    add(11, 11);
    assertThat(queue.isReady()).isTrue();
    first.won(1);
    assertThat(takeAndWin()).isEmpty();
    assertThat(answers).containsExactly("5 Durable", "10 Refused", "11 Refused");
  }

  @Test
  void gapsAreABug() {
    assertThatThrownBy(() -> add(6, 6)).isInstanceOf(IllegalArgumentException.class);
    add(5, 5);
    assertThatThrownBy(() -> add(5, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> add(7, 7)).isInstanceOf(IllegalArgumentException.class);
    assertThat(takeAndWin()).containsExactly(5L);
  }

  @Test
  void everyoneHearsOfTheFence() {
    add(5, 9);
    add(10, 12);
    queue.takeAll().fenced(9);
    assertThat(answers).containsExactly("5 Fenced", "10 Refused");
    assertThat(queue.isEmpty()).isTrue();
  }

  private void add(long from, long to) {
    List<LogRecord> records =
        LongStream.rangeClosed(from, to)
            .mapToObj(n -> new LogRecord(n, new byte[PAYLOAD]))
            .toList();
    queue
        .add(records)
        .thenAccept((AppendResult r) -> answers.add(from + " " + r.getClass().getSimpleName()));
  }

  private List<Long> takeAndWin() {
    AppendQueue.Batch batch = queue.take();
    batch.won(1);
    return batch.records().stream().map(LogRecord::sequenceNr).toList();
  }
}

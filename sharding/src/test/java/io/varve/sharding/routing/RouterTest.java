package io.varve.sharding.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.KeyedHash128;
import io.varve.model.Labels;
import io.varve.model.ShardPlacement;
import io.varve.model.TenantId;
import io.varve.sharding.ingest.Delivery;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.shard.BatchReply;
import io.varve.testing.node.Point;
import io.varve.testing.node.Sender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One shard, whose answers come when the test says so. */
class RouterTest {
  private static final TenantId TENANT = new TenantId("t");
  private static final TenantId OTHER = new TenantId("u");
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration RESEND = Duration.ofSeconds(5);

  private final KeyedHash128.Key key = KeyedHash128.Key.random();
  private final FakeShard shard = new FakeShard(0);
  private final Deque<SentBatch> sent = new ArrayDeque<>();
  private long now;
  private final Router router =
      new Router(
          new RouterSettings(DEADLINE, RESEND, Duration.ofSeconds(3), 1000),
          1,
          _ -> CompletableFuture.completedFuture(new ShardPlacement(1, 1)),
          (s, id, tenant, epoch, columns, labels, ends) ->
              sent.add(new SentBatch(s, id, tenant, epoch, columns, labels, ends)),
          77,
          () -> now);

  private static Labels labels(String name) {
    return Labels.of("__name__", name);
  }

  private CompletableFuture<WriteResult> write(TenantId tenant, String series, long... times) {
    Sender sender = new Sender(router, key, tenant);
    Point[] points = new Point[times.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Point(times[i], 1);
    }
    return sender.add(labels(series), points).sendAsync();
  }

  private CompletableFuture<WriteResult> write(String series, long... times) {
    return write(TENANT, series, times);
  }

  private void answerNext() {
    router.answer(shard.apply(sent.remove()));
  }

  private void advance(Duration by) {
    now += by.toNanos();
    router.tick();
  }

  @Test
  void sendsTwoBatchesAndJoinsWhatComesBehind() {
    var first = write("a", 1);
    var second = write("b", 1);
    var third = write("c", 1, 2);
    var fourth = write("a", 1, 2, 3);
    var others = write(OTHER, "z", 1);
    assertThat(sent).hasSize(2);
    answerNext();
    assertThat(first).isCompletedWithValue(WriteResult.accepted(1));
    assertThat(sent.getLast().partEnds()).as("two requests of one tenant").containsExactly(1, 2);
    answerNext();
    assertThat(second).isCompletedWithValue(WriteResult.accepted(1));
    assertThat(sent.getLast().tenant()).isEqualTo(OTHER);
    answerNext();
    assertThat(third).as("its own counts").isCompletedWithValue(WriteResult.accepted(2));
    assertThat(fourth.join().accepted()).isEqualTo(3);
    assertThat(fourth.join().duplicates()).isEqualTo(1);
    answerNext();
    assertThat(others).isCompletedWithValue(WriteResult.accepted(1));
    assertThat(router.pendingWrites()).isZero();
  }

  @Test
  void namesASeriesByReferenceOnceItIsKnown() {
    var _ = write("a", 1);
    assertThat(sent.getFirst().labelled()).isEqualTo(1);
    answerNext();
    var _ = write("a", 2);
    assertThat(sent.getFirst().labelled()).isZero();
    answerNext();
    assertThat(shard.stored().get(labels("a"))).hasSize(2);
  }

  @Test
  void sendsLabelsInTheSameRequestWhereAReferenceIsUnknown() {
    var _ = write("a", 1);
    answerNext();
    shard.forgetReferences();
    Sender sender = new Sender(router, key, TENANT);
    var both =
        sender.add(labels("a"), new Point(2, 1)).add(labels("b"), new Point(2, 1)).sendAsync();
    assertThat(sent.getFirst().labelled()).isEqualTo(1);
    answerNext();
    assertThat(both).as("its other series has no answer yet").isNotCompleted();
    assertThat(sent.getFirst().labels()).containsExactly(labels("a"));
    answerNext();
    assertThat(both).isCompletedWithValue(WriteResult.accepted(2));
    var _ = write("a", 3);
    assertThat(sent.getFirst().labelled()).as("learnt anew").isZero();
  }

  @Test
  void believesNoReferenceOfAnotherEpoch() {
    var _ = write("a", 1);
    var _ = write("b", 1);
    answerNext();
    answerNext();
    shard.takeOver();
    var _ = write("a", 2);
    answerNext();
    answerNext();
    var _ = write("b", 2);
    assertThat(sent.getFirst().labelled()).as("that epoch is over").isEqualTo(1);
  }

  @Test
  void sendsAgainUnderTheSameNumberAndCountsOnce() {
    var written = write("a", 1, 2);
    SentBatch lost = sent.remove();
    advance(RESEND);
    SentBatch again = sent.remove();
    assertThat(again.id()).isEqualTo(lost.id());
    BatchReply reply = shard.apply(again);
    router.answer(reply);
    router.answer(reply);
    router.answer(shard.apply(lost));
    assertThat(written).isCompletedWithValue(WriteResult.accepted(2));
    assertThat(shard.stored().get(labels("a"))).hasSize(2);
  }

  @Test
  void answersAtTheDeadlineAndThenGivesUp() {
    var written = write("a", 1);
    var waiting = write("b", 1);
    var joined = write("c", 1);
    advance(DEADLINE.minusMillis(1));
    assertThat(written).isNotCompleted();
    advance(Duration.ofMillis(1));
    assertInterrupted(written.join());
    assertInterrupted(waiting.join());
    assertInterrupted(joined.join());
    assertThat(router.pendingWrites()).isZero();
    advance(RESEND);
    sent.clear();
    advance(RESEND);
    assertThat(sent).as("nobody waits for these").isEmpty();
    var later = write("d", 1);
    answerNext();
    assertThat(later).isCompletedWithValue(WriteResult.accepted(1));
  }

  private static void assertInterrupted(WriteResult result) {
    assertThat(result.accepted()).isZero();
    assertThat(result.delivery())
        .isInstanceOfSatisfying(
            Delivery.Interrupted.class, i -> assertThat(i.retryAfterSeconds()).isEqualTo(3));
  }

  @Test
  void refusalByTheLogIsATransientFault() {
    var written = write("a", 1);
    router.answer(new BatchReply.Unavailable(sent.remove().id(), 0, "the disk is full"));
    assertInterrupted(written.join());
  }

  @Test
  void refusesBadLabelsAndKeepsTheRest() {
    Sender sender = new Sender(router, key, TENANT);
    var written =
        sender
            .add(Labels.of("job", "nameless"), new Point(1, 1), new Point(2, 1))
            .add(labels("a"), new Point(1, 1))
            .sendAsync();
    answerNext();
    WriteResult result = written.join();
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.refused().count(RefusalReason.BAD_LABELS)).isEqualTo(2);
    assertThat(result.refused().first()).contains("metric name").contains("nameless");
    assertThat(result.delivery()).isEqualTo(Delivery.whole());
  }

  @Test
  void aRequestOfBadLabelsOnlyAsksNoShard() {
    Sender sender = new Sender(router, key, TENANT);
    WriteResult result = sender.add(Labels.of("job", "x"), new Point(1, 1)).sendAsync().join();
    assertThat(result.refused().total()).isEqualTo(1);
    assertThat(sent).isEmpty();
  }

  @Test
  void tellsConflicts() {
    var _ = write("a", 1);
    answerNext();
    Sender sender = new Sender(router, key, TENANT);
    var written = sender.add(labels("a"), new Point(1, 2), new Point(2, 2)).sendAsync();
    answerNext();
    assertThat(written.join().accepted()).isEqualTo(1);
    assertThat(written.join().refused().count(RefusalReason.CONFLICT)).isEqualTo(1);
  }
}

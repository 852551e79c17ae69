package io.varve.http.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.sharding.ingest.Delivery;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.Refusals;
import io.varve.sharding.ingest.WriteResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table from results to responses. */
final class WriteReplyTest {
  private static final Refusals TWO_OLD = Refusals.of(RefusalReason.TOO_OLD, 2, "series {a}");
  private static final Delivery INTERRUPTED = new Delivery.Interrupted(5, "shard 3 is moving");

  @Test
  void everythingStored() {
    assertThat(WriteReply.of(WriteResult.EMPTY, 0)).isEqualTo(new WriteReply(204, 0, "", 0, 0));
    assertThat(WriteReply.of(new WriteResult(7, 7, Refusals.NONE, Delivery.whole()), 0))
        .as("duplicates count as written, or a sender would take its retry for lost")
        .isEqualTo(new WriteReply(204, 0, "", 7, 0));
  }

  @Test
  void histogramsAreCountedApart() {
    WriteResult seven = new WriteResult(7, 0, Refusals.NONE, Delivery.whole());
    assertThat(WriteReply.of(seven, 3)).isEqualTo(new WriteReply(204, 0, "", 4, 3));
    WriteResult two = new WriteResult(2, 0, TWO_OLD, Delivery.whole());
    assertThat(WriteReply.of(two, 3).samplesWritten()).isZero();
    assertThat(WriteReply.of(two, 3).histogramsWritten()).isEqualTo(2);
  }

  @Test
  void permanentFaultsSayHowManyAndWhichFirst() {
    assertThat(WriteReply.of(new WriteResult(3, 0, TWO_OLD, Delivery.whole()), 0))
        .isEqualTo(
            new WriteReply(
                400,
                0,
                "3 samples stored, 2 refused for good (2 too old), the first: series {a}",
                3,
                0));
  }

  @Test
  void aTransientFaultGoesBeforeAllElse() {
    assertThat(WriteReply.of(new WriteResult(3, 0, TWO_OLD, INTERRUPTED), 0))
        .isEqualTo(
            new WriteReply(
                503,
                5,
                "shard 3 is moving; 3 samples stored, 2 refused for good (2 too old),"
                    + " the first: series {a}",
                3,
                0));
    assertThat(WriteReply.of(WriteResult.interrupted(1, "disk full"), 0))
        .isEqualTo(new WriteReply(503, 1, "disk full; 0 samples stored", 0, 0));
    Refusals rate = Refusals.of(RefusalReason.RATE_LIMIT, 1, "slow down");
    assertThat(WriteReply.of(new WriteResult(0, 0, rate, INTERRUPTED), 0).status()).isEqualTo(503);
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheRateLimitIs429(RefusalReason reason) {
    Refusals refusals = TWO_OLD.plus(Refusals.of(reason, 1, "x"));
    WriteReply reply = WriteReply.of(new WriteResult(0, 0, refusals, Delivery.whole()), 0);
    assertThat(reply.status()).isEqualTo(reason == RefusalReason.RATE_LIMIT ? 429 : 400);
    assertThat(reply.retryAfterSeconds() > 0).isEqualTo(reason == RefusalReason.RATE_LIMIT);
    assertThat(reply.text()).contains(reason.text());
  }
}

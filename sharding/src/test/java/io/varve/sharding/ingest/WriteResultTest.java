package io.varve.sharding.ingest;

import static io.varve.sharding.ingest.RefusalReason.BAD_LABELS;
import static io.varve.sharding.ingest.RefusalReason.TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WriteResultTest {
  @Test
  void partsAddUpAndTheFirstRefusalIsTheFirstPartS() {
    WriteResult a = new WriteResult(5, 1, Refusals.of(TOO_OLD, 2, "a"), Delivery.whole());
    WriteResult b =
        new WriteResult(3, 3, Refusals.of(BAD_LABELS, 1, "b"), new Delivery.Interrupted(4, "slow"));

    WriteResult both = a.plus(b).plus(WriteResult.interrupted(2, "slower"));

    assertThat(both.accepted()).isEqualTo(8);
    assertThat(both.duplicates()).isEqualTo(4);
    assertThat(both.refused().total()).isEqualTo(3);
    assertThat(both.refused().count(TOO_OLD)).isEqualTo(2);
    assertThat(both.refused().first()).isEqualTo("a");
    assertThat(both.refused()).hasToString("2 too old, 1 invalid labels");
    assertThat(both.delivery()).isEqualTo(new Delivery.Interrupted(4, "slow"));
    assertThat(a.plus(WriteResult.EMPTY)).isEqualTo(a);
    assertThat(b.withEarlier(a.refused()).refused().first()).isEqualTo("a");
  }

  @Test
  void duplicatesAreAmongTheAccepted() {
    assertThatThrownBy(() -> new WriteResult(1, 2, Refusals.NONE, Delivery.whole()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

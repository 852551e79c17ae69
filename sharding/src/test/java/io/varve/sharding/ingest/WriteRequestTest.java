package io.varve.sharding.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.KeyedHash128;
import io.varve.model.TenantId;
import org.junit.jupiter.api.Test;

final class WriteRequestTest {
  private final WriteRequestWriter writer = new WriteRequestWriter(KeyedHash128.Key.random());
  private final WriteRequest request = writer.request();

  @Test
  void aRefusedSeriesLeavesNoSamples() {
    writer.begin(TenantId.DEFAULT);
    writer.ensureBuffer(10);
    writer.sample(1, 10, 0);
    writer.endSeries(0, 4);
    writer.sample(2, 20, 0);
    writer.sample(3, 30, 0);
    writer.refuseSeries(RefusalReason.BAD_LABELS, "no");
    writer.sample(4, 40, 0);
    writer.endSeries(4, 4);

    assertThat(request.seriesCount()).isEqualTo(2);
    assertThat(request.firstSample(1)).isEqualTo(1);
    assertThat(request.endSample(1)).isEqualTo(2);
    assertThat(request.t(1)).isEqualTo(4);
    assertThat(request.valueBits(1)).isEqualTo(40);
    assertThat(request.refusals().count(RefusalReason.BAD_LABELS)).isEqualTo(2);
  }

  @Test
  void startTimesAppearWithTheFirstAndVanishWithTheNextRequest() {
    for (int round = 0; round < 3; round++) {
      writer.begin(TenantId.DEFAULT);
      for (int i = 0; i < 5_000; i++) {
        writer.sample(i, 0, i % 3 == 2 ? i : 0);
      }
      writer.endSeries(0, 0);
      assertThat(request.hasStartTimes()).isTrue();
      for (int i = 0; i < 5_000; i++) {
        assertThat(request.startT(i)).isEqualTo(i % 3 == 2 ? i : 0);
      }
      writer.begin(TenantId.DEFAULT);
      writer.sample(7, 7, 0);
      writer.endSeries(0, 0);
      assertThat(request.hasStartTimes()).isFalse();
      assertThat(request.startT(0)).isZero();
    }
  }

  @Test
  void theKeyTellsTenantsAndLabelsApartAndNothingElse() {
    writer.ensureBuffer(8);
    long[] first = key("a", 0, 4);
    assertThat(key("a", 0, 4)).isEqualTo(first);
    assertThat(key("a", 4, 4)).as("the same bytes elsewhere").isEqualTo(first);
    assertThat(key("b", 0, 4)).isNotEqualTo(first);
    assertThat(key("a", 0, 3)).isNotEqualTo(first);
  }

  private long[] key(String tenant, int off, int len) {
    writer.begin(new TenantId(tenant));
    writer.sample(1, 1, 0);
    writer.endSeries(off, len);
    return new long[] {request.hashHi(0), request.hashLo(0)};
  }
}

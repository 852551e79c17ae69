package io.varve.http.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.KeyedHash128;
import io.varve.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What bounds requests under way: credit, rates, pooled decoders. */
final class AdmissionTest {
  private static final TenantId A = new TenantId("a");
  private static final TenantId B = new TenantId("b");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  @Test
  void creditIsAllOrNothing() {
    CreditPool pool = new CreditPool(100);
    assertThat(pool.tryTake(60)).isTrue();
    assertThat(pool.tryTake(41)).isFalse();
    assertThat(pool.tryTake(40)).isTrue();
    assertThat(pool.tryTake(1)).isFalse();
    pool.giveBack(100);
    assertThat(pool.taken()).isZero();
    assertThatThrownBy(() -> pool.giveBack(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRequestLargerThanThePoolIsLetInAlone() {
    CreditPool pool = new CreditPool(100);
    assertThat(pool.tryTake(1_000)).isTrue();
    assertThat(pool.tryTake(1)).isFalse();
    pool.giveBack(1_000);
    assertThat(pool.tryTake(1)).isTrue();
    assertThat(pool.tryTake(1_000)).isFalse();
  }

  @Test
  void aBucketGoesIntoDebtOnceAndFillsWithTime() {
    SampleRates rates = new SampleRates(100, 2, nanos::get);
    assertThat(rates.take(A, 1_000)).as("more than the burst of 200").isZero();
    assertThat(rates.take(A, 1)).as("800 in debt").isEqualTo(8);
    assertThat(rates.take(B, 1)).as("another tenant").isZero();
    seconds(7);
    assertThat(rates.take(A, 1)).isEqualTo(1);
    seconds(2);
    assertThat(rates.take(A, 1)).isZero();
  }

  @Test
  void noRateIsNoLimit() {
    SampleRates rates = new SampleRates(0, 1, nanos::get);
    assertThat(rates.take(A, Integer.MAX_VALUE)).isZero();
    assertThat(rates.take(A, Integer.MAX_VALUE)).isZero();
  }

  @Test
  void tenantsWithFullBucketsAreForgotten() {
    SampleRates rates = new SampleRates(1, 1, nanos::get);
    for (int i = 0; i < 20_000; i++) {
      rates.take(new TenantId("t" + i), 1);
      seconds(i == 9_000 ? 10 : 0);
    }
    assertThat(rates.tenants()).isBetween(10_000, 20_000 - 9_001);
  }

  @Test
  void idleDecodersHoldNoMoreThanTheyMay() {
    DecodeLimits limits = new DecodeLimits(1 << 20, 1_000, 1_000, 1_000);
    DecoderPool pool = new DecoderPool(limits, KeyedHash128.Key.random(), 1 << 20);
    byte[] body = Requests.body(new byte[0]);
    List<RemoteWriteDecoder> taken = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      RemoteWriteDecoder decoder = pool.take();
      decoder.decode(WriteProtocol.V1, A, body, 0, body.length);
      taken.add(decoder);
    }
    taken.forEach(pool::giveBack);
    assertThat(pool.retainedBytes()).isBetween(1L << 19, 1L << 20);
    assertThat(taken).contains(pool.take());
  }

  private void seconds(long seconds) {
    nanos.addAndGet(seconds * 1_000_000_000L);
  }
}

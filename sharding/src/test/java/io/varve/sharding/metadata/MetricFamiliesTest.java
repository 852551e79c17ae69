package io.varve.sharding.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricFamiliesTest {
  private static final TenantId A = new TenantId("a");
  private static final TenantId B = new TenantId("b");

  /** Of families with a name of one letter, a tenant may have three, all together four. */
  private final MetricFamilies families =
      new MetricFamilies(new MetadataSettings(3 * gauge("x").heapBytes(), 900));

  private static MetricFamily gauge(String name) {
    return new MetricFamily(name, MetricType.GAUGE, "", "");
  }

  @Test
  void theLastWordCounts() {
    MetricFamily counter = new MetricFamily("x", MetricType.COUNTER, "help", "");
    families.put(A, List.of(gauge("x"), gauge("b"), counter));
    assertThat(families.of(A)).containsExactly(gauge("b"), counter);
    assertThat(families.of(B)).isEmpty();
    assertThat(families.bytes()).isEqualTo(gauge("b").heapBytes() + counter.heapBytes());
  }

  @Test
  void aTenantForgetsWhatWasToldLongestAgo() {
    families.put(A, List.of(gauge("a"), gauge("b"), gauge("c")));
    families.put(A, List.of(gauge("a"), gauge("d")));
    assertThat(families.of(A)).containsExactly(gauge("a"), gauge("c"), gauge("d"));
  }

  @Test
  void theTenantThatIsSilentLongestIsForgottenWhole() {
    families.put(A, List.of(gauge("a"), gauge("b"), gauge("c")));
    families.put(B, List.of(gauge("a")));
    assertThat(families.of(A)).hasSize(3);
    families.put(B, List.of(gauge("b")));
    assertThat(families.of(A)).isEmpty();
    assertThat(families.of(B)).hasSize(2);
    assertThat(families.bytes()).isEqualTo(2 * gauge("a").heapBytes());
  }

  @Test
  void oneThatIsTooLongIsNotKeptNorItsTenant() {
    families.put(A, List.of(new MetricFamily("a", MetricType.GAUGE, "help".repeat(1000), "")));
    assertThat(families.of(A)).isEmpty();
    assertThat(families.bytes()).isZero();
  }

  @Test
  void seriesAndTheirFamilies() {
    assertThat(MetricType.HISTOGRAM.familyOf("h_bucket")).isEqualTo("h");
    assertThat(MetricType.GAUGEHISTOGRAM.familyOf("h_gsum")).isEqualTo("h");
    assertThat(MetricType.SUMMARY.familyOf("s_count")).isEqualTo("s");
    assertThat(MetricType.SUMMARY.familyOf("s")).isEqualTo("s");
    assertThat(MetricType.SUMMARY.familyOf("_sum")).isEqualTo("_sum");
    assertThat(MetricType.COUNTER.familyOf("c_total")).isEqualTo("c_total");
    assertThat(MetricType.GAUGE.familyOf("queue_count")).isEqualTo("queue_count");
  }
}

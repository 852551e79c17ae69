package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.event.WindowId;
import org.junit.jupiter.api.Test;

final class TenantStateTest {
  private final TenantState tenant = new TenantState(new TenantId("t"));

  @Test
  void noGenerationComesTwice() {
    assertThat(tenant.nextGeneration(0)).isZero();
    tenant.open(new WindowId(0, 0), false);
    assertThat(tenant.nextGeneration(0)).isEqualTo(1);
    tenant.cut(new WindowId(0, 0), 5);
    tenant.dropped(new WindowId(0, 0));
    assertThat(tenant.nextGeneration(0)).isEqualTo(1);
    tenant.sawGeneration(new WindowId(0, 7));
    tenant.sawGeneration(new WindowId(0, 3));
    assertThat(tenant.nextGeneration(0)).isEqualTo(8);
    assertThat(tenant.nextGeneration(Windows.WINDOW_MS)).isZero();
  }

  @Test
  void aWindowGoesFromOpenToCutToGone() {
    WindowId window = new WindowId(0, 0);
    tenant.open(window, false);
    tenant.count(window, 3, 100);
    tenant.count(window, 2, 90);
    assertThat(tenant.openWindows().getFirst().getValue()).isEqualTo(new WindowStats(5, 100, 100));
    tenant.cut(window, 9);
    assertThat(tenant.openWindows()).isEmpty();
    assertThat(tenant.isCutting(window)).isTrue();
    assertThat(tenant.cutting()).containsEntry(window, 9L);
    tenant.count(window, 1, 200);
    assertThat(tenant.openWindows()).isEmpty();
    tenant.dropped(window);
    assertThat(tenant.isCutting(window)).isFalse();
  }

  @Test
  void aWindowThatABlockHoldsTakesNothing() {
    WindowId window = new WindowId(0, 0);
    tenant.restoreOpen(window, new WindowStats(1, 2, 3));
    tenant.markInBlock(window);
    assertThat(tenant.open().generation(0)).isEqualTo(OpenWindows.IN_BLOCK);
    tenant.cut(window, 4);
    assertThat(tenant.open().generation(0)).isEqualTo(OpenWindows.NOT_OPEN);
  }
}

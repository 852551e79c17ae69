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
  void aGenerationMayComeAgainOnceNoRecoveryMeetsIt() {
    WindowId gone = new WindowId(0, 3);
    WindowId beingCut = new WindowId(Windows.WINDOW_MS, 4);
    WindowId open = new WindowId(2 * Windows.WINDOW_MS, 5);
    WindowId openedSince = new WindowId(3 * Windows.WINDOW_MS, 6);
    tenant.open(gone, false);
    tenant.cut(gone, 5);
    tenant.open(beingCut, false);
    tenant.cut(beingCut, 6);
    tenant.open(open, false);
    tenant.checkpointBegun();
    tenant.dropped(gone);
    tenant.checkpointCommitted();
    assertThat(tenant.nextGeneration(0)).as("the checkpoint has it as being cut").isEqualTo(4);

    tenant.checkpointBegun();
    tenant.dropped(beingCut);
    tenant.cut(open, 7);
    tenant.dropped(open);
    tenant.open(openedSince, false);
    tenant.cut(openedSince, 8);
    tenant.dropped(openedSince);
    assertThat(tenant.nextGeneration(0)).as("it may fail").isEqualTo(4);
    tenant.checkpointCommitted();
    assertThat(tenant.nextGeneration(0)).isZero();
    assertThat(tenant.nextGeneration(beingCut.start())).isEqualTo(5);
    assertThat(tenant.nextGeneration(open.start())).isEqualTo(6);
    assertThat(tenant.nextGeneration(openedSince.start())).as("in the log behind").isEqualTo(7);
    assertThat(tenant.rememberedGenerations()).isEqualTo(3);
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

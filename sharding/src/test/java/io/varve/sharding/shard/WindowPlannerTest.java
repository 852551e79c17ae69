package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.event.WindowId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WindowPlannerTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** A half day begins here. */
  private static final long START = 100 * WindowPlanner.GROUP_MS;

  private final TenantState tenant = new TenantState(new TenantId("t"));
  private final WindowPlanner planner =
      new WindowPlanner(
          new ShardSettings(
              Duration.ZERO,
              Duration.ofMinutes(10),
              0,
              Duration.ofMinutes(15),
              1500,
              Duration.ofHours(12),
              Duration.ofMinutes(15),
              3000,
              2,
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              1000,
              1000));

  private WindowId open(int window, int generation, long samples, long received) {
    WindowId id = new WindowId(START + window * Windows.WINDOW_MS, generation);
    tenant.open(id, false);
    tenant.count(id, samples, received);
    return id;
  }

  private List<List<WindowId>> due(long now) {
    return planner.due(tenant, tenant.open(), now);
  }

  @Test
  void aWindowIsCutOnceItHasEndedAndTheDelayIsOver() {
    WindowId w = open(0, 0, 1000, START + MINUTE);
    assertThat(due(START + 2 * HOUR + 15 * MINUTE - 1)).isEmpty();
    assertThat(due(START + 2 * HOUR + 15 * MINUTE)).containsExactly(List.of(w));
  }

  @Test
  void smallWindowsWaitForEachOther() {
    WindowId first = open(0, 0, 600, START);
    assertThat(due(START + 3 * HOUR)).isEmpty();
    WindowId second = open(1, 0, 600, START + 2 * HOUR);
    assertThat(due(START + 4 * HOUR)).isEmpty();
    assertThat(due(START + 4 * HOUR + 15 * MINUTE)).containsExactly(List.of(first, second));
  }

  @Test
  void noWindowWaitsForEver() {
    WindowId first = open(0, 0, 1, START);
    WindowId last = open(5, 0, 1, START + 10 * HOUR);
    WindowId next = open(6, 0, 1, START + 12 * HOUR);
    assertThat(due(START + 12 * HOUR + 15 * MINUTE - 1)).isEmpty();
    assertThat(due(START + 12 * HOUR + 15 * MINUTE)).containsExactly(List.of(first, last));
    assertThat(due(START + 25 * HOUR)).hasSize(2).contains(List.of(next));
  }

  @Test
  void aLateWindowIsCutWhenItsSenderFallsSilentOrItIsLarge() {
    long now = START + 30 * HOUR;
    WindowId late = open(0, 0, 10, now);
    assertThat(due(now + 15 * MINUTE - 1)).isEmpty();
    assertThat(due(now + 15 * MINUTE)).containsExactly(List.of(late));
    tenant.count(late, 1, now + 10 * MINUTE);
    assertThat(due(now + 15 * MINUTE)).isEmpty();
    tenant.count(late, 2000, now + 10 * MINUTE);
    assertThat(due(now + 10 * MINUTE)).containsExactly(List.of(late));
  }

  @Test
  void aLaterGenerationIsLateWheneverItCame() {
    WindowId again = open(0, 1, 5000, START + HOUR);
    assertThat(due(START + HOUR)).containsExactly(List.of(again));
  }

  @Test
  void ofTooManyLateWindowsTheLongestUntouchedGo() {
    long now = START + 100 * HOUR;
    open(0, 0, 1, now - 1 * MINUTE);
    WindowId oldest = open(20, 0, 1, now - 9 * MINUTE);
    open(30, 0, 1, now - 2 * MINUTE);
    assertThat(due(now)).containsExactly(List.of(oldest));
  }

  @Test
  void whatIsUnderWayToBeCutIsNotCutAgain() {
    WindowId w = open(0, 0, 5000, START);
    assertThat(planner.due(tenant, tenant.open().without(w), START + 9 * HOUR)).isEmpty();
  }

  @Test
  void aFlushTakesAllByHalfDays() {
    WindowId first = open(0, 0, 1, START);
    WindowId second = open(5, 3, 1, START);
    WindowId third = open(6, 0, 1, START);
    assertThat(WindowPlanner.all(tenant.open()))
        .containsExactly(List.of(first, second), List.of(third));
  }
}

package io.varve.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HeapGoalTest {
  private static final long MIB = 1 << 20;
  private static final Duration SINCE = Duration.ofSeconds(5);

  private final HeapGoal goal = new HeapGoal(Duration.ofSeconds(10), 2000 * MIB, 50 * MIB);

  @Test
  void isSmallWhereLittleHappens() {
    assertThat(goal.next(0, 51 * MIB, SINCE)).isEqualTo(128 * MIB);
  }

  @Test
  void hasRoomForWhatLivesAndForWhatIsAllocated() {
    assertThat(goal.next(400 * MIB, 150 * MIB, SINCE)).isEqualTo(700 * MIB);
  }

  @Test
  void neverPassesTheLimit() {
    assertThat(goal.next(400 * MIB, 50_000 * MIB, SINCE)).isEqualTo(2000 * MIB);
  }

  @Test
  void remembersForAWhileWhatWasAlive() {
    long first = goal.next(400 * MIB, 50 * MIB, SINCE);
    assertThat(first).isEqualTo(500 * MIB);
    for (int i = 0; i < 5; i++) {
      assertThat(goal.next(0, 50 * MIB, SINCE)).isEqualTo(first);
    }
    assertThat(goal.next(0, 50 * MIB, SINCE)).isEqualTo(128 * MIB);
  }
}

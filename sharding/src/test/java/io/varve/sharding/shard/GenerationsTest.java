package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Windows;
import io.varve.persistence.fs.CrashDisk;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a shard remembers of its windows' generations is what a recovery could meet, however long it
 * lives, and a restart comes to the same.
 */
final class GenerationsTest {
  private static final long BEGIN = 1_000_000 * Windows.WINDOW_MS;
  private static final int WEEKS = 6;
  private static final int WINDOWS_A_WEEK = 7 * 12;

  /** Samples come up to sixty hours late: these windows, and one that begins. */
  private static final int OPEN_AT_ONCE = 32;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final SimulatedNode.Clock clock = new SimulatedNode.Clock(BEGIN);

  @Test
  void staysBoundedOverWeeksAndRestarts() throws IOException {
    long seed = random.nextLong();
    CrashDisk disk = new CrashDisk(seed);
    SimulatedNode node =
        SimulatedNode.start(
            disk, new Random(seed), ShardWorkload.settings(new Random(seed)), clock);
    int most = 0;
    for (int week = 0; week < WEEKS; week++) {
      RandomBatches batches = new RandomBatches(random.fork(), new ShardModel());
      for (int window = 0; window < WINDOWS_A_WEEK; window++) {
        for (int i = 0; i < 4; i++) {
          SimulatedShard shard = node.shard(0);
          shard.write(batches.next(shard.epoch(), clock.millis()).batch(), _ -> {});
          clock.advance(Duration.ofMillis(Windows.WINDOW_MS / 4));
          shard.tick();
          node.settle();
        }
        most = Math.max(most, remembered(node));
      }
      List<String> live = generations(node);
      node.restart(0);
      assertThat(generations(node)).isEqualTo(live);
    }
    assertThat(node.environment().metrics().blocks()).isGreaterThan(2L * OPEN_AT_ONCE);
    assertThat(most).isPositive().isLessThanOrEqualTo(RandomBatches.TENANTS.size() * OPEN_AT_ONCE);
  }

  private static int remembered(SimulatedNode node) {
    return node.shard(0).state().tenants().stream()
        .mapToInt(TenantState::rememberedGenerations)
        .sum();
  }

  /** The generation that each window since the beginning would get next, where not the first. */
  private List<String> generations(SimulatedNode node) {
    List<String> all = new ArrayList<>();
    for (var id : RandomBatches.TENANTS) {
      TenantState tenant = node.shard(0).state().tenant(id);
      for (long start = BEGIN - 40 * Windows.WINDOW_MS;
          start <= clock.millis();
          start += Windows.WINDOW_MS) {
        if (tenant.nextGeneration(start) > 0) {
          all.add("%s %d: %d".formatted(id, start, tenant.nextGeneration(start)));
        }
      }
    }
    return all;
  }
}

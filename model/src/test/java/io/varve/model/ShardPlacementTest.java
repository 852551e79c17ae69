package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPlacementTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void growthIsANestedSplit() {
    for (int i = 0; i < 10_000; i++) {
      int shards = 1 << random.nextInt(16);
      int spread = 1 << random.nextInt(Integer.numberOfTrailingZeros(shards) + 1);
      long ht = random.nextLong();
      long hl = random.nextLong();
      int shard = new ShardPlacement(shards, spread).place(ht, hl);
      assertThat(shard).isBetween(0, shards - 1);
      assertThat(new ShardPlacement(2 * shards, spread).place(ht, hl)).isIn(shard, shard + shards);
      if (spread < shards) {
        int wider = new ShardPlacement(shards, 2 * spread).place(ht, hl);
        assertThat(wider).isIn(shard, shard ^ spread);
      }
    }
  }

  @Test
  void aTenantStaysInItsGroup() {
    ShardPlacement placement = new ShardPlacement(64, 4);
    long ht = random.nextLong();
    for (int i = 0; i < 1_000; i++) {
      assertThat(placement.place(ht, random.nextLong()) & ~3).isEqualTo((int) (ht & 60));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 1", "4, 3", "4, 8", "4, 0", "131072, 1", "-2147483648, 1", "4, -4"})
  void refusesOtherThanPowersOfTwo(int shards, int spread) {
    assertThatThrownBy(() -> new ShardPlacement(shards, spread))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

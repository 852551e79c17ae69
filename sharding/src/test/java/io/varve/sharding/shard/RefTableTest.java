package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.Seeds;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RefTableTest {
  private final RefTable<String> table = new RefTable<>();

  @Test
  void isEmptyAtFirst() {
    assertThat(table.size()).isZero();
    assertThat(table.get(0)).isNull();
    assertThat(table.get(Integer.MAX_VALUE)).isNull();
    assertThat(table.remove(77)).isNull();
  }

  @Test
  void doesWhatAMapDoes() {
    long seed = Seeds.derive("RefTableTest");
    Random random = new Random(seed);
    TreeMap<Integer, String> model = new TreeMap<>();
    int newest = 0;
    for (int i = 0; i < 20_000; i++) {
      int ref = newest == 0 ? 0 : random.nextInt(newest);
      switch (random.nextInt(3)) {
        case 0 -> {
          newest += 1 + random.nextInt(3);
          table.put(newest, "new " + i);
          model.put(newest, "new " + i);
        }
        case 1 ->
            assertThat(table.remove(ref))
                .as("seed %s", Seeds.masterHex())
                .isEqualTo(model.remove(ref));
        default -> {
          assertThat(table.get(ref)).as("seed %s", Seeds.masterHex()).isEqualTo(model.get(ref));
          if (model.containsKey(ref)) {
            table.put(ref, "again " + i);
            model.put(ref, "again " + i);
          }
        }
      }
      assertThat(table.size()).as("seed %s", Seeds.masterHex()).isEqualTo(model.size());
    }
    TreeMap<Integer, String> shown = new TreeMap<>();
    table.forEach(
        (value, ref) -> {
          assertThat(shown.isEmpty() || shown.lastKey() < ref)
              .as("rises, seed %s", Seeds.masterHex())
              .isTrue();
          shown.put(ref, value);
        });
    assertThat(shown).as("seed %s", Seeds.masterHex()).isEqualTo(model);
  }
}

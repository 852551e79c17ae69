package io.varve.persistence.log.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.SeededRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a map that does the same. */
final class ShardIndexTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void keepsWhatIsNeitherCutNorForgotten() {
    ShardIndex index = new ShardIndex();
    TreeMap<Long, Long> expected = new TreeMap<>();
    index.startAt(100);
    long base = 100;
    for (int step = 0; step < 20_000; step++) {
      long last = base + expected.size();
      switch (random.nextInt(20)) {
        case 0 -> {
          long cut = last - random.nextInt(30);
          index.cut(cut);
          expected.tailMap(cut, false).clear();
          base = Math.min(base, cut);
        }
        case 1 -> {
          long upTo = base + random.nextInt(60) - 10;
          index.forget(upTo);
          expected.headMap(upTo, true).clear();
          base = Math.clamp(upTo, base, last);
        }
        default -> {
          long place = ShardIndex.place(random.nextInt(100), random.nextInt(1 << 30));
          index.add(place, 40 + (int) (place % 1000));
          expected.put(last + 1, place);
        }
      }
      assertThat(index.base()).isEqualTo(base);
      assertThat(index.last()).isEqualTo(base + expected.size());
      if (step % 100 == 0) {
        expected.forEach(
            (number, place) -> {
              assertThat(index.place(number)).isEqualTo(place);
              assertThat(index.recordBytes(number)).isEqualTo(40 + (int) (place % 1000));
            });
      }
    }
  }

  @Test
  void aPlaceIsASegmentAndAnOffset() {
    long place = ShardIndex.place(Integer.MAX_VALUE, Integer.MAX_VALUE - 1);
    assertThat(ShardIndex.segment(place)).isEqualTo(Integer.MAX_VALUE);
    assertThat(ShardIndex.offset(place)).isEqualTo(Integer.MAX_VALUE - 1);
    assertThatThrownBy(() -> ShardIndex.place(1L << 31, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ShardIndex.place(1, 1L << 31))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

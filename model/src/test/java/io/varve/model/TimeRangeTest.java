package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void agreesWithSetsOfInstants() {
    for (int i = 0; i < 5_000; i++) {
      TimeRange a = range();
      TimeRange b = range();
      TimeRange both = a.intersect(b);
      TimeRange hull = a.union(b);
      boolean common = false;
      boolean all = true;
      for (long t = -1; t <= 10; t++) {
        boolean in = a.contains(t) && b.contains(t);
        assertThat(both.contains(t)).as("%s, %s, %d", a, b, t).isEqualTo(in);
        if (a.contains(t) || b.contains(t)) {
          assertThat(hull.contains(t)).isTrue();
        }
        common |= in;
        all &= a.contains(t) || !b.contains(t);
      }
      assertThat(a.overlaps(b)).as("%s, %s", a, b).isEqualTo(common);
      assertThat(a.contains(b)).as("%s, %s", a, b).isEqualTo(all);
      assertThat(hull.contains(a) && hull.contains(b)).isTrue();
      assertThat(both.isEmpty()).isEqualTo(!common);
    }
  }

  private TimeRange range() {
    long min = random.nextInt(8);
    return new TimeRange(min, min + random.nextInt(4));
  }

  @Test
  void takesInclusiveEnds() {
    assertThat(TimeRange.ofInclusive(1, 1)).isEqualTo(new TimeRange(1, 2));
    assertThat(TimeRange.ofInclusive(Long.MIN_VALUE, Long.MAX_VALUE))
        .isEqualTo(new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE));
    assertThatThrownBy(() -> new TimeRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "7199999, 0",
    "7200000, 7200000",
    "-1, -7200000",
    "-7200000, -7200000",
    "-7200001, -14400000",
    "1700000000000, 1699999200000"
  })
  void findsTheWindow(long t, long start) {
    assertThat(Windows.windowStart(t)).isEqualTo(start);
    assertThat(Windows.windowEnd(t)).isEqualTo(start + 7_200_000);
    assertThat(Windows.window(t).contains(t)).isTrue();
  }

  @Test
  void refusesWindowsThatALongCannotName() {
    assertThatThrownBy(() -> Windows.windowStart(Long.MIN_VALUE))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Windows.window(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }
}

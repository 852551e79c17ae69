package io.varve.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeedsTest {
  private static final Set<Long> FIRST_DRAWS = ConcurrentHashMap.newKeySet();

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private long firstInSetUp;

  @BeforeEach
  void drawInSetUp() {
    firstInSetUp = random.nextLong();
  }

  @Test
  void derivesOneSeedFromEachName() {
    assertThat(Seeds.derive("a")).isEqualTo(Seeds.derive("a")).isNotEqualTo(Seeds.derive("b"));
    assertThat(Long.parseUnsignedLong(Seeds.masterHex(), 16)).isEqualTo(Seeds.master());
  }

  @RepeatedTest(3)
  void eachTestDrawsOtherNumbers() {
    assertThat(FIRST_DRAWS.add(firstInSetUp)).isTrue();
  }

  @Test
  void forksAndBytesFollowTheSeed() {
    random.setSeed(7);
    long forked = random.fork().nextLong();
    byte[] bytes = random.bytes(5);
    random.setSeed(7);
    assertThat(random.fork().nextLong()).isEqualTo(forked);
    assertThat(random.bytes(5)).isEqualTo(bytes);
  }

  @Test
  void scaleFollowsTheProperty() {
    assertThat(Scale.isLong()).isEqualTo(Boolean.getBoolean("tests.long"));
    assertThat(Scale.of(1, 2)).isEqualTo(Scale.isLong() ? 2 : 1);
    assertThat(Scale.of(1L, 2L)).isEqualTo(Scale.isLong() ? 2L : 1L);
  }
}

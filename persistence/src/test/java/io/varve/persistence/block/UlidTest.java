package io.varve.persistence.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.SeededRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UlidTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void namesTimeAndShard() {
    Ulid ulid = Ulid.next(513, () -> Instant.ofEpochMilli(1_700_000_000_123L), random);
    assertThat(ulid.timeMillis()).isEqualTo(1_700_000_000_123L);
    assertThat(ulid.shard()).isEqualTo(513);
    assertThat(ulid.toString()).hasSize(26).startsWith("01HF7YAT3V");
    assertThat(Ulid.parse(ulid.toString())).isEqualTo(ulid);
  }

  @Test
  void readsTheNamesOfOthers() {
    Ulid ulid = Ulid.parse("01M84FS1FF27NYBE1ZD7MPD3A0");
    assertThat(ulid.toString()).isEqualTo("01M84FS1FF27NYBE1ZD7MPD3A0");
    assertThat(Ulid.parse("01m84fs1ff27nybe1zd7mpd3a0")).isEqualTo(ulid);
  }

  @Test
  void textSortsAsNamesDo() {
    for (int i = 0; i < 1000; i++) {
      Ulid a = new Ulid(random.nextLong(), random.nextLong());
      Ulid b = new Ulid(random.nextBoolean() ? a.high() : random.nextLong(), random.nextLong());
      assertThat(Ulid.parse(a.toString())).isEqualTo(a);
      assertThat(Integer.signum(a.compareTo(b)))
          .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01M84FS1FF27NYBE1ZD7MPD3A",
        "01M84FS1FF27NYBE1ZD7MPD3A00",
        "81M84FS1FF27NYBE1ZD7MPD3A0",
        "01M84FS1FF27NYBE1ZD7MPD3AU",
        "01M84FS1FF27NYBE1ZD7MPD3A\u00FC"
      })
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Ulid.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aShardHasSixteenBits() {
    assertThatThrownBy(() -> Ulid.next(65_536, Instant::now, random))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

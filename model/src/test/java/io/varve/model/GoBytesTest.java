package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GoBytesTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void keepsAllBytes() {
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(8)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (random.nextInt(3) == 0 ? 'a' : 0xc0 - 40 + random.nextInt(80));
      }
      assertThat(GoBytes.encode(GoBytes.decode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void isUtf8WhereThatIsEnough() {
    String text = "Zürich 日本 \uD83E\uDEA8";
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(GoBytes.encode(text)).isEqualTo(utf8);
    assertThat(GoBytes.decode(utf8)).isEqualTo(text);
  }

  @Test
  void writesBytesAsSurrogates() {
    assertThat(GoBytes.decode(new byte[] {'a', (byte) 0xc5, 'z', (byte) 0xff}))
        .isEqualTo("a\udcc5z\udcff");
    assertThat(GoBytes.encode("\ud800")).isEqualTo(new byte[] {'?'});
  }
}

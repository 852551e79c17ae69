package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Utf8Test {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void comparesAsTheEncodedBytesDo() {
    for (int i = 0; i < Scale.of(20_000, 5_000_000); i++) {
      String a = RandomText.text(random, 4);
      String b = random.nextInt(10) == 0 ? a : RandomText.text(random, 4);
      int expected = Arrays.compareUnsigned(bytes(a), bytes(b));
      assertThat(Integer.signum(Utf8.compare(a, b)))
          .as("%s, %s", GoQuote.quote(a), GoQuote.quote(b))
          .isEqualTo(Integer.signum(expected));
    }
  }

  @Test
  void encodesAsTheJdkDoes() {
    for (int i = 0; i < Scale.of(20_000, 5_000_000); i++) {
      char[] units = new char[random.nextInt(6)];
      for (int j = 0; j < units.length; j++) {
        // A tenth of all strings has unpaired surrogates.
        units[j] =
            (char) (random.nextInt(3) == 0 ? 0xd700 + random.nextInt(0xa00) : random.nextInt());
      }
      String s = new String(units);
      byte[] expected = bytes(s);
      byte[] actual = new byte[Utf8.encodedLength(s) + 3];
      int end = Utf8.encode(s, actual, 2);
      assertThat(Arrays.copyOfRange(actual, 2, end)).isEqualTo(expected);
      assertThat(Utf8.encodedLength(s)).isEqualTo(expected.length);
      assertThat(Utf8.isWellFormed(s))
          .isEqualTo(new String(expected, StandardCharsets.UTF_8).equals(s));
    }
  }

  private static byte[] bytes(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }
}

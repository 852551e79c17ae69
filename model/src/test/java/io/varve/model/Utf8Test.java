package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Utf8Test {
  /** The bytes next to every border that RFC 3629 draws. */
  private static final int[] BOUNDARIES = {
    0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
    0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

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
        // Many strings have unpaired surrogates, and some have pairs.
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

  @Test
  void tellsValidBytesAsTheJdksDecoderDoes() {
    for (int i = 0; i < Scale.of(50_000, 10_000_000); i++) {
      byte[] buf = new byte[3 + random.nextInt(5)];
      for (int j = 0; j < buf.length; j++) {
        buf[j] = (byte) BOUNDARIES[random.nextInt(BOUNDARIES.length)];
      }
      int off = random.nextInt(3);
      int len = buf.length - off;
      assertThat(Utf8.isValid(buf, off, len))
          .as(() -> HexFormat.of().formatHex(buf, off, buf.length))
          .isEqualTo(decodes(buf, off, len));
    }
  }

  @Test
  void tellsEveryCharacterValid() {
    byte[] buf = new byte[4];
    for (int cp = 0; cp <= Character.MAX_CODE_POINT; cp++) {
      String s = Character.toString(cp);
      boolean surrogate = cp >= Character.MIN_SURROGATE && cp <= Character.MAX_SURROGATE;
      int end = Utf8.encode(s, buf, 0);
      assertThat(Utf8.isWellFormed(s)).isEqualTo(!surrogate);
      assertThat(Utf8.isValid(buf, 0, end)).isTrue();
      assertThat(Utf8.isValid(buf, 0, end - 1)).isEqualTo(end == 1);
    }
  }

  private static boolean decodes(byte[] buf, int off, int len) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buf, off, len));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] bytes(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }
}

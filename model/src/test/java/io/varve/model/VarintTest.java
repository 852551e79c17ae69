package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarintTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  /** Bytes as Go's binary.PutUvarint and protobuf's encoding guide give them. */
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "127, 7f",
    "128, 8001",
    "150, 9601",
    "16383, ff7f",
    "16384, 808001",
    "9223372036854775807, ffffffffffffffff7f",
    "-9223372036854775808, 80808080808080808001",
    "-1, ffffffffffffffffff01"
  })
  void writesUnsignedNumbers(long value, String hex) {
    byte[] buf = new byte[Varint.MAX_BYTES];
    int end = Varint.putUvarint(buf, 0, value);
    assertThat(HexFormat.of().formatHex(buf, 0, end)).isEqualTo(hex);
    assertThat(Varint.uvarintSize(value)).isEqualTo(end);
    assertThat(new ByteCursor(buf, 0, end).uvarint()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "-1, 01",
    "1, 02",
    "-2, 03",
    "63, 7e",
    "-64, 7f",
    "64, 8001",
    "9223372036854775807, feffffffffffffffff01",
    "-9223372036854775808, ffffffffffffffffff01"
  })
  void writesSignedNumbersInZigzag(long value, String hex) {
    byte[] buf = new byte[Varint.MAX_BYTES];
    int end = Varint.putVarint(buf, 0, value);
    assertThat(HexFormat.of().formatHex(buf, 0, end)).isEqualTo(hex);
    assertThat(Varint.varintSize(value)).isEqualTo(end);
    assertThat(new ByteCursor(buf, 0, end).varint()).isEqualTo(value);
  }

  @Test
  void readsBackWhatItWrote() {
    byte[] buf = new byte[20];
    for (int i = 0; i < Scale.of(20_000, 5_000_000); i++) {
      long value = random.nextLong() >> random.nextInt(64);
      int middle = Varint.putUvarint(buf, 0, value);
      int end = Varint.putVarint(buf, middle, value);
      assertThat(middle).isEqualTo(Varint.uvarintSize(value));
      assertThat(end - middle).isEqualTo(Varint.varintSize(value));
      ByteCursor cursor = new ByteCursor(buf, 0, end);
      assertThat(cursor.uvarint()).isEqualTo(value);
      assertThat(cursor.varint()).isEqualTo(value);
      assertThat(cursor.hasRemaining()).isFalse();
    }
  }

  @Test
  void acceptsSuperfluousZeroGroups() {
    assertThat(cursor("818000").uvarint()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ffffffffffffffffff02, varint overflows 64 bits at position 0",
    "ffffffffffffffffffff01, varint overflows 64 bits at position 0",
    "80, 'need 1 bytes, have 0 at position 1'",
    "'', 'need 1 bytes, have 0 at position 0'"
  })
  void refusesWhatIsNoVarint(String hex, String message) {
    assertThatThrownBy(() -> cursor(hex).uvarint())
        .isInstanceOf(DecodeException.class)
        .hasMessage(message);
  }

  @Test
  void readsFixedNumbersAndStrings() {
    ByteCursor cursor = cursor("ff" + "80000001" + "8000000000000002" + "03c3bc61" + "00");
    assertThat(cursor.unsignedByte()).isEqualTo(255);
    assertThat(cursor.int32()).isEqualTo(0x80000001);
    assertThat(cursor.int64()).isEqualTo(0x8000000000000002L);
    assertThat(cursor.string()).isEqualTo("üa");
    assertThat(cursor.remaining()).isEqualTo(1);
    cursor.skip(1);
    assertThat(cursor.position()).isEqualTo(cursor.limit());
  }

  @Test
  void boundsNumbersAndLengths() {
    assertThat(cursor("0a").uvarintUpTo(10)).isEqualTo(10);
    assertThatThrownBy(() -> cursor("0b").uvarintUpTo(10))
        .hasMessage("number 11 is over 10 at position 0");
    assertThatThrownBy(() -> cursor("ffffffffffffffffff01").uvarintUpTo(10))
        .hasMessage("number 18446744073709551615 is over 10 at position 0");
    assertThatThrownBy(() -> cursor("036162").string())
        .hasMessage("length 3 is over the 2 bytes left at position 0");
    assertThatThrownBy(() -> cursor("00").skip(-1)).isInstanceOf(DecodeException.class);
  }

  @Test
  void throwsNothingElseOnRandomBytes() {
    ByteCursor cursor = new ByteCursor(new byte[0]);
    for (int i = 0; i < Scale.of(20_000, 5_000_000); i++) {
      byte[] buf = random.bytes(24);
      if (random.nextBoolean()) {
        Arrays.fill(buf, 0, 12, (byte) 0xff);
      }
      int off = random.nextInt(12);
      int len = random.nextInt(13);
      cursor.reset(buf, off, len);
      try {
        while (cursor.hasRemaining()) {
          readSomething(cursor);
          assertThat(cursor.position()).isBetween(off, off + len);
        }
      } catch (DecodeException e) {
        assertThat(e.position()).isBetween(off, off + len);
        assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_INPUT);
      }
    }
  }

  private void readSomething(ByteCursor cursor) {
    switch (random.nextInt(8)) {
      case 0 -> assertThat(cursor.unsignedByte()).isBetween(0, 255);
      case 1 -> cursor.int32();
      case 2 -> cursor.int64();
      case 3 -> cursor.uvarint();
      case 4 -> cursor.varint();
      case 5 -> assertThat(cursor.uvarintUpTo(1000)).isBetween(0, 1000);
      case 6 -> assertThat(cursor.string()).isNotNull();
      default -> cursor.skip(random.nextInt(4));
    }
  }

  private static ByteCursor cursor(String hex) {
    return new ByteCursor(HexFormat.of().parseHex(hex));
  }
}

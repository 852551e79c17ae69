package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the vectors of the reference implementation's own sanity check. */
class XxHash64Test {
  private static final long PRIME32 = 2654435761L;

  @ParameterizedTest
  @CsvSource({
    "0, ef46db3751d8e999, ac75fda2929b17ef",
    "1, e934a84adb052768, 5014607643a9b4c3",
    "3, ff7e1959cb50794a, aa8584e83660f7d1",
    "4, 9136a0dca57457ee, caab286bd8e9fdb5",
    "7, 6c83909a9f01ed25, f98d03b1ad6f9293",
    "8, cdbcf538e71d1348, fe0c047a5353cdac",
    "14, 8282dcc4994e35c8, c3bd6bf63deb6df0",
    "31, 299b39a290e6d783, da673d5feb5c1d79",
    "32, 18b216492bb44b70, b3f33bdf93ade409",
    "33, 55c8dc3e578f5b59, e92c292f64bc3071",
    "63, a9efbe0fa0f3f4e7, 6c911fadb05b6fc2",
    "64, ef558f8acac2b5cd, b5eeba99264cc44f",
    "222, b641ae8cb691c174, 20cb8ab7ae10c14a"
  })
  void givesTheReferenceHashes(int length, String unseeded, String seeded) {
    byte[] buf = new byte[length + 7];
    Arrays.fill(buf, (byte) 0x55);
    long generator = PRIME32;
    for (int i = 0; i < length; i++) {
      buf[3 + i] = (byte) (generator >>> 56);
      generator *= 0x9E3779B185EBCA8DL;
    }
    assertThat(XxHash64.hash(buf, 3, length, 0)).isEqualTo(Long.parseUnsignedLong(unseeded, 16));
    assertThat(XxHash64.hash(buf, 3, length, PRIME32))
        .isEqualTo(Long.parseUnsignedLong(seeded, 16));
  }

  @ParameterizedTest
  @CsvSource({"a, d24ec4f1a98c6e5b", "abc, 44bc2cf5ad770999", "xxhash, 32dd38952c4bc720"})
  void givesKnownHashesOfText(String text, String expected) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(XxHash64.hash(bytes, 0, bytes.length, 0))
        .isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @Test
  void refusesARangeOutsideTheArray() {
    assertThatThrownBy(() -> XxHash64.hash(new byte[8], 4, 5, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> XxHash64.hash(new byte[8], -1, 5, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}

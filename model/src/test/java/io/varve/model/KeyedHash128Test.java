package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedHash128Test {
  /** The key of SipHash's published vectors: bytes 00 to 0f, little-endian. */
  private static final KeyedHash128.Key REFERENCE_KEY =
      new KeyedHash128.Key(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  @RegisterExtension final SeededRandom random = new SeededRandom();

  /**
   * The message is 00, 01, 02…; hashes by OpenSSL's SIPHASH with size 16, c-rounds 1, d-rounds 3.
   */
  @ParameterizedTest
  @CsvSource({
    "0, e77ebcb22788a5befd62db6add303001",
    "1, fc6f370460d3eda85e0573cc2b2ff063",
    "7, 1084b923f2aae0c3a62f2ec80848ab77",
    "8, aa12fee1d5e3dab4724f16ab35f9c799",
    "9, 81ddb8042cf33994f4720e0094137c42",
    "15, c17e5505b2bd526c2921cdec1e7e0109",
    "16, d0a8d95715518eebb513b0f83d9e1793",
    "17, 234126f93fbb668d975112e8febdf7ec",
    "31, 42ea961c5b3c858b17c3e550dfa79010",
    "32, 406c44dee67857b2943160f30c7417d3",
    "63, 4c5800e34efe426f079f6b0aa75260ad",
    "200, 59301d38dad5fb4a7d555582d6b70ee6"
  })
  void isSipHash13(int length, String expected) {
    KeyedHash128 hash = new KeyedHash128(REFERENCE_KEY);
    byte[] message = new byte[length + 5];
    for (int i = 0; i < length; i++) {
      message[5 + i] = (byte) i;
    }
    hash.hash(message, 5, length);
    assertThat(littleEndianHex(hash.lo()) + littleEndianHex(hash.hi())).isEqualTo(expected);
  }

  @Test
  void agreesWithAPlainSipHash() {
    for (int i = 0; i < Scale.of(5_000, 1_000_000); i++) {
      long k0 = random.nextLong();
      long k1 = random.nextLong();
      byte[] message = random.bytes(random.nextInt(300));
      int off = random.nextInt(message.length + 1);
      int len = random.nextInt(message.length - off + 1);
      KeyedHash128 hash = new KeyedHash128(new KeyedHash128.Key(k0, k1));
      hash.hash(message, off, len);
      long[] expected = PlainSipHash.hash128(1, 3, k0, k1, message, off, len);
      assertThat(new long[] {hash.lo(), hash.hi()}).isEqualTo(expected);
    }
  }

  @Test
  void dependsOnTheKeyOnly() {
    byte[] message = random.bytes(40);
    KeyedHash128.Key key = KeyedHash128.Key.random();
    KeyedHash128 one = new KeyedHash128(key);
    KeyedHash128 same = new KeyedHash128(key);
    KeyedHash128 other = new KeyedHash128(KeyedHash128.Key.random());
    same.hash(random.bytes(100), 0, 100);
    one.hash(message, 0, 40);
    same.hash(message, 0, 40);
    other.hash(message, 0, 40);
    assertThat(same.lo()).isEqualTo(one.lo()).isNotEqualTo(other.lo());
    assertThat(same.hi()).isEqualTo(one.hi()).isNotEqualTo(other.hi());
  }

  @Test
  void refusesARangeOutsideTheArray() {
    KeyedHash128 hash = new KeyedHash128(REFERENCE_KEY);
    assertThatThrownBy(() -> hash.hash(new byte[8], 4, 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static String littleEndianHex(long v) {
    return HexFormat.of().toHexDigits(Long.reverseBytes(v));
  }
}

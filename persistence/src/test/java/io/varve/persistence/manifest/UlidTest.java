package io.varve.persistence.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.SeededRandom;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UlidTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void timeStandsFirstAsInTheUlidSpecification() {
    // The specification's example: 1469918176385 is 01ARYZ6S41.
    assertThat(Ulid.of(1_469_918_176_385L, 0, 0)).startsWith("01ARYZ6S41").endsWith("0000");
  }

  @Test
  void theShardComesBack() {
    for (int i = 0; i < 1000; i++) {
      int shard = random.nextInt(1 << 16);
      String ulid = Ulid.of(random.nextLong() >>> 16, shard, random.nextLong());
      assertThat(Ulid.isValid(ulid)).isTrue();
      assertThat(Ulid.shard(ulid)).isEqualTo(shard);
      assertThat(Ulid.toString(ByteBuffer.wrap(Ulid.toBytes(ulid)))).isEqualTo(ulid);
    }
  }

  @Test
  void otherNamesAreNone() {
    assertThat(Ulid.isValid("")).isFalse();
    assertThat(Ulid.isValid("01ARYZ6S41TSV4RRFFQ69G5FA")).isFalse();
    assertThat(Ulid.isValid("01ARYZ6S41TSV4RRFFQ69G5FAU")).isFalse();
    assertThat(Ulid.isValid("81ARYZ6S41TSV4RRFFQ69G5FAV")).isFalse();
  }
}

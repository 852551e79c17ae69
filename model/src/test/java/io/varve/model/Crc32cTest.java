package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Crc32cTest {
  /** The check value of CRC-32C, and the 32 zero bytes of RFC 3720, appendix B.4. */
  @Test
  void givesKnownChecksums() {
    assertThat(Crc32c.of("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xE3069283);
    assertThat(Crc32c.of(new byte[40], 4, 32)).isEqualTo(0x8A9136AA);
  }
}

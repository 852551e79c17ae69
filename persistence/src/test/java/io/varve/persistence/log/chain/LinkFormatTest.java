package io.varve.persistence.log.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import io.varve.persistence.log.LogRecord;
import io.varve.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinkFormatTest {
  private static final LinkFormat FORMAT = new LinkFormat(3);
  private static final Token TOKEN = new Token(0x0123456789ABCDEFL, 0x1122334455667788L);
  private static final HexFormat HEX = HexFormat.of();

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void bytesAreThoseOfTheDescription() {
    assertThat(hex(7, new Link.Claim(2, 5, "a:1")))
        .isEqualTo(
            "564c4e4b"
                + "01"
                + "0a100123456789abcdef1122334455667788"
                + "1003"
                + "1807"
                + "2002"
                + "2a0708051203613a31"
                + "1d9e961f");
  }

  @Test
  void everyKindIsReadBack() {
    for (Link link : links()) {
      NumberedLink numbered = new NumberedLink(9, TOKEN, link);
      NumberedLink read = FORMAT.decode("k", 9, FORMAT.encode(numbered));
      assertThat(read).usingRecursiveComparison().isEqualTo(numbered);
    }
  }

  @Test
  void damageIsNoticed() {
    for (Link link : links()) {
      byte[] bytes = FORMAT.encode(new NumberedLink(9, TOKEN, link));
      for (int i = 0; i < bytes.length; i++) {
        byte[] damaged = bytes.clone();
        damaged[i] ^= (byte) (1 << random.nextInt(8));
        assertThatThrownBy(() -> FORMAT.decode("k", 9, damaged))
            .isInstanceOf(CorruptionException.class);
      }
    }
  }

  @Test
  void anotherPlaceIsNoticed() {
    byte[] bytes = FORMAT.encode(new NumberedLink(9, TOKEN, new Link.Claim(1, 1, "")));
    assertThatThrownBy(() -> FORMAT.decode("k", 10, bytes)).hasMessageContaining("link 9 of");
    assertThatThrownBy(() -> new LinkFormat(4).decode("k", 9, bytes))
        .hasMessageContaining("of shard 3");
  }

  private static List<Link> links() {
    byte[] payload = "one".getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Link.Claim(2, -5, "10.0.0.1:2552"),
        new Link.Events(2, List.of(new LogRecord(41, payload), new LogRecord(42, new byte[0]))),
        new Link.Checkpoint(2, 40, 8, payload));
  }

  private static String hex(long number, Link link) {
    return HEX.formatHex(FORMAT.encode(new NumberedLink(number, TOKEN, link)));
  }
}

package io.varve.sharding.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.model.Varint;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LabelDecoderTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final LabelDecoder decoder = new LabelDecoder();

  @Test
  void theExampleOfThePackageDocumentation() {
    byte[] example = HexFormat.ofDelimiter(" ").parseHex("0A 06 0A 01 61 12 01 62");
    assertThat(encode("a", "b")).isEqualTo(example);
    assertThat(EncodedLabels.describe(example, 0, example.length)).isEqualTo("{\"a\"=\"b\"}");
  }

  @Test
  void sortsAndDropsEmptyValues() {
    assertThat(valid("zone", "ß", "__name__", "up", "empty", "", "job", "node\uD83D\uDE00"))
        .isEqualTo(Labels.of("__name__", "up", "job", "node\uD83D\uDE00", "zone", "ß"));
    assertThat(valid("__name__", "up", "job", "node"))
        .isEqualTo(Labels.of("__name__", "up", "job", "node"));
  }

  @Test
  void manyLabels() {
    String[] pairs = new String[400];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = "l" + (1000 - i);
      pairs[i + 1] = "v" + i;
    }
    pairs[0] = "__name__";
    assertThat(valid(pairs)).isEqualTo(Labels.of(pairs));
  }

  @Test
  void refusesWhatPrometheusRefuses() {
    assertThat(invalid("job", "a")).contains("the metric name is missing").contains("\"job\"");
    assertThat(invalid("__name__", "", "job", "a")).contains("the metric name is missing");
    assertThat(invalid()).contains("the metric name is missing");
    assertThat(invalid("__name__", "up", "", "a")).contains("a label name is empty");
    assertThat(invalid("__name__", "up", "", "")).contains("a label name is empty");
    assertThat(invalid("__name__", "up", "a", "1", "a", "1")).contains("a comes twice");
    assertThat(invalid("__name__", "up", "b", "1", "a", "2", "b", "")).contains("b comes twice");
    assertThat(reason(encodeBytes("__name__", "up", "a", "\u00FF"))).contains("not valid UTF-8");
    assertThat(reason(encodeBytes("__name__", "up", "\u00C0\u0080", "x"))).contains("UTF-8");
    assertThat(reason(encodeBytes("__name__", "up", "a", "\u00ED\u00A0\u0080"))).contains("UTF-8");
    assertThat(reason(new byte[] {0x0A, 5, 1})).contains("not valid protobuf");
  }

  @Test
  void aLongSeriesIsCutShortInTheReason() {
    String reason = invalid("job", "x".repeat(100_000));
    assertThat(reason).hasSizeLessThan(1_000).contains("…");
  }

  @Test
  void anyBytesAreLabelsOrARefusal() {
    byte[] good = encode("__name__", "up", "instance", "a:9100", "job", "node");
    for (int i = 0; i < Scale.of(20_000, 2_000_000); i++) {
      byte[] bytes = random.nextBoolean() ? random.bytes(random.nextInt(48)) : good.clone();
      for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      switch (decoder.decode(bytes, 0, bytes.length)) {
        case DecodedLabels.Valid(Labels labels) -> assertThat(labels.metricName()).isNotEmpty();
        case DecodedLabels.Invalid(String reason) -> assertThat(reason).hasSizeLessThan(2_000);
      }
    }
  }

  private Labels valid(String... pairs) {
    byte[] bytes = encode(pairs);
    assertThat(decoder.decode(bytes, 0, bytes.length)).isInstanceOf(DecodedLabels.Valid.class);
    return ((DecodedLabels.Valid) decoder.decode(bytes, 0, bytes.length)).labels();
  }

  private String invalid(String... pairs) {
    return reason(encode(pairs));
  }

  private String reason(byte[] bytes) {
    assertThat(decoder.decode(bytes, 0, bytes.length)).isInstanceOf(DecodedLabels.Invalid.class);
    return ((DecodedLabels.Invalid) decoder.decode(bytes, 0, bytes.length)).reason();
  }

  private static byte[] encode(String... pairs) {
    String[] latin = new String[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      latin[i] = new String(pairs[i].getBytes(UTF_8), ISO_8859_1);
    }
    return encodeBytes(latin);
  }

  /** Each character is one byte. */
  private static byte[] encodeBytes(String... pairs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < pairs.length; i += 2) {
      ByteArrayOutputStream label = new ByteArrayOutputStream();
      string(label, 0x0A, pairs[i]);
      string(label, 0x12, pairs[i + 1]);
      field(out, 0x0A, label.toByteArray());
    }
    return out.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, int tag, String latin) {
    if (!latin.isEmpty()) {
      field(out, tag, latin.getBytes(ISO_8859_1));
    }
  }

  private static void field(ByteArrayOutputStream out, int tag, byte[] content) {
    byte[] length = new byte[Varint.MAX_BYTES];
    int n = Varint.putUvarint(length, 0, content.length);
    out.write(tag);
    out.write(length, 0, n);
    out.writeBytes(content);
  }
}

package io.varve.promql.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CounterResetHint;
import io.varve.model.DecodeException;
import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import io.varve.testing.SeededRandom;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HistogramEncoderTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void writesTheLayoutOnce() {
    HistogramEncoder encoder = new HistogramEncoder();
    encoder.write(histogram(CounterResetHint.UNKNOWN, 1));
    encoder.write(histogram(CounterResetHint.NOT_RESET, 2));
    String hex =
        """
        00
        01 000000000000e03f
        01000000 ffffffff 02000000
        00000000
        02000000 00000000 00000000
        000000000000f03f 0000000000000840 0000000000000000
        000000000000f03f 0000000000000040
        06
        0000000000000040 0000000000000840 0000000000000000
        0000000000000040 0000000000000040
        """;
    assertThat(HexFormat.of().formatHex(encoder.toBytes())).isEqualTo(hex.replaceAll("\\s", ""));
  }

  private static FloatHistogram histogram(CounterResetHint hint, double first) {
    return new FloatHistogram(
        1,
        0.5,
        0,
        first,
        3,
        List.of(new Span(-1, 2)),
        List.of(),
        new double[] {first, 2},
        new double[0],
        new double[0],
        hint);
  }

  private FloatHistogram draw() {
    int positive = random.nextInt(3);
    int negative = random.nextInt(3);
    boolean custom = random.nextBoolean();
    return new FloatHistogram(
        custom ? -53 : random.nextInt(12) - 4,
        random.nextDouble(),
        random.nextInt(3),
        random.nextInt(10),
        random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian(),
        positive == 0 ? List.of() : List.of(new Span(random.nextInt(5) - 2, positive)),
        negative == 0 ? List.of() : List.of(new Span(1, negative)),
        random.doubles(positive).toArray(),
        random.doubles(negative).toArray(),
        custom ? new double[] {1, 2, 5} : new double[0],
        CounterResetHint.fromCode(random.nextInt(4)));
  }

  @Test
  void readsWhatWasWritten() {
    List<FloatHistogram> written = new ArrayList<>();
    HistogramEncoder encoder = new HistogramEncoder();
    for (int i = 0; i < 500; i++) {
      FloatHistogram h = i > 0 && random.nextBoolean() ? written.getLast() : draw();
      written.add(h);
      encoder.write(h);
    }
    HistogramDecoder decoder = new HistogramDecoder(ByteBuffer.wrap(encoder.toBytes()));
    for (FloatHistogram h : written) {
      assertThat(decoder.hasMore()).isTrue();
      assertThat(decoder.read()).isEqualTo(h);
    }
    assertThat(decoder.hasMore()).isFalse();
    assertThatThrownBy(decoder::read).isInstanceOf(DecodeException.class);
  }

  @Test
  void throwsNothingElseWhateverTheBytes() {
    for (int i = 0; i < 2000; i++) {
      HistogramEncoder encoder = new HistogramEncoder();
      encoder.write(draw());
      encoder.write(draw());
      byte[] bytes = encoder.toBytes();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      HistogramDecoder decoder = new HistogramDecoder(ByteBuffer.wrap(bytes));
      try {
        while (decoder.hasMore()) {
          assertThat(decoder.read()).isNotNull();
        }
      } catch (DecodeException _) {
        // The bytes are broken.
      }
    }
  }
}

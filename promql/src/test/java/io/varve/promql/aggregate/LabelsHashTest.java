package io.varve.promql.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.model.XxHash64;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class LabelsHashTest {
  @Test
  void hashesNamesAndValuesWithTheirLengths() {
    assertThat(LabelsHash.hash(Labels.EMPTY)).isEqualTo(hash(new byte[0]));
    byte[] bytes = "\u0001a\u0003b\u00e9\u0001c\u0001d".getBytes(UTF_8);
    assertThat(LabelsHash.hash(Labels.of("a", "b\u00e9", "c", "d"))).isEqualTo(hash(bytes));
  }

  @Test
  void writesLengthsFrom255OnInFourBytes() {
    for (int length : new int[] {254, 255, 256, 70_000}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(new byte[] {1, 'a'});
      if (length < 255) {
        bytes.write(length);
      } else {
        bytes.write(255);
        bytes.write(length);
        bytes.write(length >> 8);
        bytes.write(length >> 16);
      }
      bytes.writeBytes("x".repeat(length).getBytes(UTF_8));
      Labels labels = Labels.of("a", "x".repeat(length));
      assertThat(LabelsHash.hash(labels)).as("%d", length).isEqualTo(hash(bytes.toByteArray()));
    }
  }

  @Test
  void spreadsOverAllPlaces() {
    int low = 0;
    for (int i = 0; i < 1000; i++) {
      double place = LabelsHash.place(Labels.of("i", Integer.toString(i)));
      assertThat(place).isBetween(0.0, 1.0);
      low += place < 0.5 ? 1 : 0;
    }
    assertThat(low).isBetween(400, 600);
  }

  private static long hash(byte[] bytes) {
    return XxHash64.hash(bytes, 0, bytes.length, 0);
  }
}

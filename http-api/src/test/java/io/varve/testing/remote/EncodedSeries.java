package io.varve.testing.remote;

import io.varve.model.Labels;
import java.nio.charset.StandardCharsets;

/** A series' labels, encoded once and sent often. Immutable. */
public final class EncodedSeries {
  final byte[] labels;

  private EncodedSeries(byte[] labels) {
    this.labels = labels;
  }

  /** Encodes labels. */
  public static EncodedSeries of(Labels labels) {
    MessageBuffer all = new MessageBuffer();
    MessageBuffer label = new MessageBuffer();
    for (int i = 0; i < labels.size(); i++) {
      label.clear();
      string(label, 1, labels.name(i));
      string(label, 2, labels.value(i));
      all.field(1, label.array(), label.size());
    }
    return new EncodedSeries(all.toByteArray());
  }

  private static void string(MessageBuffer out, int number, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    out.field(number, utf8, utf8.length);
  }
}

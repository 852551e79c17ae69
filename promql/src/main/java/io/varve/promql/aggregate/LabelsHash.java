package io.varve.promql.aggregate;

import io.varve.model.Labels;
import io.varve.model.Utf8;
import io.varve.model.XxHash64;

/**
 * The hash of a label set in Prometheus's default build: xxh64, seed 0, of names and values in
 * turn, each preceded by its length in bytes, which is one byte below 255, or else 255 and three
 * bytes, lowest first.
 */
final class LabelsHash {
  private LabelsHash() {}

  /** Returns the hash as a number from 0 to 1. */
  static double place(Labels labels) {
    return unsigned(hash(labels)) / 0x1p64;
  }

  static long hash(Labels labels) {
    int size = 0;
    for (int i = 0; i < labels.size(); i++) {
      size += 8 + Utf8.encodedLength(labels.name(i)) + Utf8.encodedLength(labels.value(i));
    }
    byte[] buf = new byte[size];
    int end = 0;
    for (int i = 0; i < labels.size(); i++) {
      end = write(labels.name(i), buf, end);
      end = write(labels.value(i), buf, end);
    }
    return XxHash64.hash(buf, 0, end, 0);
  }

  private static int write(String s, byte[] buf, int from) {
    int length = Utf8.encodedLength(s);
    int pos = from;
    if (length < 255) {
      buf[pos++] = (byte) length;
    } else {
      buf[pos++] = (byte) 255;
      buf[pos++] = (byte) length;
      buf[pos++] = (byte) (length >>> 8);
      buf[pos++] = (byte) (length >>> 16);
    }
    return Utf8.encode(s, buf, pos);
  }

  /** Returns the number that the bits are without a sign, rounded once. */
  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }
}

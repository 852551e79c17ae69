package io.varve.testing.remote;

import io.varve.model.Labels;
import java.nio.ByteBuffer;

/** Reads Prometheus's XOR chunks, slowly and by the book: one bit after another. */
final class XorChunkReader {
  private final ByteBuffer bytes;
  private int bit;
  private int leading;
  private int trailing;

  private XorChunkReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static void read(ByteBuffer chunk, Labels labels, SampleVisitor visitor) {
    new XorChunkReader(chunk).samples(labels, visitor);
  }

  private void samples(Labels labels, SampleVisitor visitor) {
    int count = (int) bits(16);
    long t = 0;
    long delta = 0;
    long value = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        long zigzag = varint();
        t = (zigzag >>> 1) ^ -(zigzag & 1);
        value = bits(64);
      } else {
        delta = i == 1 ? varint() : delta + deltaOfDelta();
        t += delta;
        value ^= xor();
      }
      visitor.sample(labels, t, value);
    }
  }

  private long deltaOfDelta() {
    for (int width : new int[] {0, 14, 17, 20}) {
      if (bits(1) == 0) {
        return width == 0 ? 0 : signed(bits(width), width);
      }
    }
    return bits(64);
  }

  /** The highest positive value is one more than in two's complement. */
  private static long signed(long value, int width) {
    return value > 1L << (width - 1) ? value - (1L << width) : value;
  }

  private long xor() {
    if (bits(1) == 0) {
      return 0;
    }
    if (bits(1) == 1) {
      leading = (int) bits(5);
      int significant = (int) bits(6);
      trailing = 64 - leading - (significant == 0 ? 64 : significant);
    }
    return bits(64 - leading - trailing) << trailing;
  }

  private long varint() {
    long value = 0;
    int shift = 0;
    long b;
    do {
      b = bits(8);
      value |= (b & 0x7F) << shift;
      shift += 7;
    } while (b > 0x7F);
    return value;
  }

  private long bits(int count) {
    long value = 0;
    for (int i = 0; i < count; i++, bit++) {
      value = (value << 1) | ((bytes.get(bit >>> 3) >>> (7 - (bit & 7))) & 1);
    }
    return value;
  }
}

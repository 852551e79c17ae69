package io.varve.promql.aggregate;

import io.varve.model.Labels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/** Writes a state; grows as needed. */
final class StateWriter {
  private ByteBuffer out = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  StateWriter(int kind, int steps) {
    u8(kind);
    u32(steps);
  }

  StateWriter u8(int v) {
    room(1).put((byte) v);
    return this;
  }

  StateWriter u32(int v) {
    room(4).putInt(v);
    return this;
  }

  StateWriter u64(long v) {
    room(8).putLong(v);
    return this;
  }

  StateWriter f64(double v) {
    room(8).putLong(Double.doubleToRawLongBits(v));
    return this;
  }

  StateWriter bitmap(BitSet bits, int steps) {
    long[] words = bits.toLongArray();
    for (int i = 0; i < StateFormat.words(steps); i++) {
      u64(i < words.length ? words[i] : 0);
    }
    return this;
  }

  StateWriter string(String s) {
    return bytes(s.getBytes(StandardCharsets.UTF_8));
  }

  StateWriter bytes(byte[] bytes) {
    u32(bytes.length);
    room(bytes.length).put(bytes);
    return this;
  }

  StateWriter series(Labels labels, boolean dropName) {
    u8(dropName ? 1 : 0).u32(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      string(labels.name(i)).string(labels.value(i));
    }
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private ByteBuffer room(int n) {
    if (out.remaining() < n) {
      int size = Math.max(2 * out.capacity(), out.position() + n);
      out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(out.flip());
    }
    return out;
  }
}

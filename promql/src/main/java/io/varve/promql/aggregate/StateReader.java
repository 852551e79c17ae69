package io.varve.promql.aggregate;

import io.varve.model.DecodeException;
import io.varve.model.Labels;
import io.varve.promql.value.HistogramDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Reads a state; whatever the bytes are, the only exception is {@link DecodeException}. */
final class StateReader {
  private final ByteBuffer in;

  /** A state that reads its own body. */
  interface Body {
    void decode(StateReader in);
  }

  StateReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads all of the bytes into an empty state, and returns it. */
  <S extends Body> S read(int kind, int steps, S state) {
    check(u8() == kind, "another aggregation");
    check(u32() == steps, "another number of steps");
    state.decode(this);
    check(!in.hasRemaining(), "bytes after the end");
    return state;
  }

  int u8() {
    need(1);
    return in.get() & 0xFF;
  }

  int u32() {
    need(4);
    return in.getInt();
  }

  long u64() {
    need(8);
    return in.getLong();
  }

  double f64() {
    return Double.longBitsToDouble(u64());
  }

  /** Reads the number of elements that follow, each of so many bytes at least. */
  int count(int bytesEach) {
    int n = u32();
    check(n >= 0 && n <= in.remaining() / bytesEach, "more elements than bytes");
    return n;
  }

  /** Reads a number from 0 to the bound, exclusive. */
  int below(int bound) {
    int n = u32();
    check(n >= 0 && n < bound, "number out of bounds");
    return n;
  }

  BitSet bitmap(int steps) {
    long[] words = new long[StateFormat.words(steps)];
    need(8L * words.length);
    for (int i = 0; i < words.length; i++) {
      words[i] = in.getLong();
    }
    BitSet bits = BitSet.valueOf(words);
    check(bits.length() <= steps, "a bit beyond the last step");
    return bits;
  }

  String string() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Reads bytes that are histograms. */
  HistogramDecoder histograms() {
    return new HistogramDecoder(ByteBuffer.wrap(bytes()));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[count(1)];
    in.get(bytes);
    return bytes;
  }

  /** Reads that histograms were ignored, which is told only if it is so. */
  boolean ignored() {
    check(u8() == StateFormat.IGNORED, "a remark that is not due");
    return true;
  }

  boolean hasMore() {
    return in.hasRemaining();
  }

  Labels labels() {
    String[] pairs = new String[2 * count(8)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = string();
    }
    try {
      return Labels.of(pairs);
    } catch (IllegalArgumentException _) {
      throw new DecodeException("a label comes twice", in.position());
    }
  }

  /** Refuses the bytes unless the condition holds. */
  void check(boolean condition, String problem) {
    if (!condition) {
      throw broken(problem);
    }
  }

  /** Returns the refusal of the bytes. */
  DecodeException broken(String problem) {
    return new DecodeException(problem, in.position());
  }

  private void need(long n) {
    check(n <= in.remaining(), "cut off");
  }
}

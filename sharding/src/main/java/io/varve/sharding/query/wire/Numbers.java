package io.varve.sharding.query.wire;

import io.varve.model.DecodeException;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesSamples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Columns, samples and inputs as flat little-endian buffers. */
final class Numbers {
  private static final byte FULL = 1;
  private static final byte SPARSE = 0;

  private Numbers() {}

  private static byte[] bytes(long bytes) {
    if (bytes > Frame.MAX_ELEMENT_BYTES) {
      throw QueryException.limit("a part of an answer is of " + bytes + " bytes");
    }
    return new byte[(int) bytes];
  }

  private static ByteBuffer writing(byte[] to) {
    return ByteBuffer.wrap(to).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The presence unless it is full, then the values present. */
  static byte[] column(Column column) {
    int count = column.count();
    boolean full = count == column.steps();
    int words = full ? 0 : (column.steps() + 63) >>> 6;
    byte[] bytes = bytes(1 + 8L * words + 8L * count);
    ByteBuffer out = writing(bytes);
    out.put(full ? FULL : SPARSE);
    for (int w = 0; w < words; w++) {
      long word = 0;
      int end = Math.min(column.steps(), (w + 1) << 6);
      for (int i = w << 6; i < end; i++) {
        word |= column.has(i) ? 1L << i : 0;
      }
      out.putLong(word);
    }
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      out.putDouble(column.get(i));
    }
    return bytes;
  }

  static void column(ByteBuffer in, int steps, Column into) {
    into.reset(steps);
    if (in.get() == FULL) {
      expect(in, 8L * steps);
      for (int i = 0; i < steps; i++) {
        into.set(i, in.getDouble());
      }
      return;
    }
    int words = (steps + 63) >>> 6;
    ByteBuffer presence = in.slice(in.position(), 8 * words).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + 8 * words);
    for (int w = 0; w < words; w++) {
      for (long bits = presence.getLong(); bits != 0; bits &= bits - 1) {
        int i = (w << 6) + Long.numberOfTrailingZeros(bits);
        if (i >= steps) {
          throw new DecodeException("a value at step " + i + " of " + steps, in.position());
        }
        into.set(i, in.getDouble());
      }
    }
    expect(in, 0);
  }

  /** All times, then all values. */
  static byte[] samples(SeriesSamples samples) {
    byte[] bytes = bytes(16L * samples.size());
    ByteBuffer out = writing(bytes);
    for (int i = 0; i < samples.size(); i++) {
      out.putLong(samples.time(i));
    }
    for (int i = 0; i < samples.size(); i++) {
      out.putDouble(samples.value(i));
    }
    return bytes;
  }

  static void samples(ByteBuffer in, SeriesSamples into) {
    int size = in.remaining() / 16;
    expect(in, 16L * size);
    into.clear();
    for (int i = 0; i < size; i++) {
      into.add(in.getLong(8 * i), in.getDouble(8 * (size + i)));
    }
  }

  /** One value for each step. */
  static byte[] values(double[] values) {
    byte[] bytes = bytes(8L * values.length);
    ByteBuffer out = writing(bytes);
    out.asDoubleBuffer().put(values);
    return bytes;
  }

  static double[] values(ByteBuffer in) {
    double[] values = new double[in.remaining() / 8];
    expect(in, 8L * values.length);
    in.asDoubleBuffer().get(values);
    return values;
  }

  private static void expect(ByteBuffer in, long bytes) {
    if (in.remaining() != bytes) {
      throw new DecodeException(
          "%d bytes of numbers where %d are due".formatted(in.remaining(), bytes), in.position());
    }
  }
}

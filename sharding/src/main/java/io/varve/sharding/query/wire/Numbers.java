package io.varve.sharding.query.wire;

import io.varve.model.DecodeException;
import io.varve.model.FloatHistogram;
import io.varve.promql.value.Column;
import io.varve.promql.value.HistogramDecoder;
import io.varve.promql.value.HistogramEncoder;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesSamples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Columns, samples and inputs as flat little-endian buffers. */
@SuppressWarnings("ByteBufferBackingArray") // Of buffers that are allocated here, whole.
final class Numbers {
  private static final byte FULL = 1;
  private static final byte SPARSE = 0;
  private static final byte MIXED = 2;
  private static final byte[] NONE = {};

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
    if (column.hasHistograms()) {
      return mixed(column);
    }
    int count = column.count();
    boolean full = count == column.steps();
    int words = full ? 0 : words(column.steps());
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

  /** Presence, which of the values are histograms, the floats, the histograms. */
  private static byte[] mixed(Column column) {
    HistogramEncoder histograms = new HistogramEncoder();
    int floats = 0;
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      FloatHistogram histogram = column.histogram(i);
      if (histogram == null) {
        floats++;
      } else {
        histograms.write(histogram);
      }
    }
    byte[] encoded = histograms.toBytes();
    byte[] bytes = bytes(1 + 16L * words(column.steps()) + 8L * floats + encoded.length);
    ByteBuffer out = writing(bytes);
    out.put(MIXED);
    bitmap(column.steps(), column::has, out);
    bitmap(column.steps(), i -> column.has(i) && column.histogram(i) != null, out);
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      if (column.histogram(i) == null) {
        out.putDouble(column.get(i));
      }
    }
    out.put(encoded);
    return bytes;
  }

  private static int words(int bits) {
    return (bits + 63) >>> 6;
  }

  private static void bitmap(int bits, IntPredicate isSet, ByteBuffer out) {
    for (int w = 0; w < words(bits); w++) {
      long word = 0;
      int end = Math.min(bits, (w + 1) << 6);
      for (int i = w << 6; i < end; i++) {
        word |= isSet.test(i) ? 1L << i : 0;
      }
      out.putLong(word);
    }
  }

  private static BitSet bitmap(ByteBuffer in, int bits) {
    long[] words = new long[words(bits)];
    for (int w = 0; w < words.length; w++) {
      words[w] = in.getLong();
    }
    BitSet set = BitSet.valueOf(words);
    if (set.length() > bits) {
      throw new DecodeException("a bit beyond the last of " + bits, in.position());
    }
    return set;
  }

  static void column(ByteBuffer in, int steps, Column into) {
    into.reset(steps);
    byte form = in.get();
    if (form == MIXED) {
      mixed(in, steps, into);
      return;
    }
    if (form == FULL) {
      expect(in, 8L * steps);
      for (int i = 0; i < steps; i++) {
        into.set(i, in.getDouble());
      }
      return;
    }
    int words = words(steps);
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

  private static void mixed(ByteBuffer in, int steps, Column into) {
    BitSet present = bitmap(in, steps);
    BitSet histograms = bitmap(in, steps);
    for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
      if (!histograms.get(i)) {
        into.set(i, in.getDouble());
      }
    }
    HistogramDecoder decoder = new HistogramDecoder(in);
    for (int i = histograms.nextSetBit(0); i >= 0; i = histograms.nextSetBit(i + 1)) {
      into.set(i, decoder.read());
    }
    expect(in, 0);
  }

  /** How many, all times, all floats' values, and where there are others, which, and those. */
  static byte[] samples(SeriesSamples samples) {
    int size = samples.size();
    byte[] histograms = samples.hasHistograms() ? histograms(samples) : NONE;
    byte[] bytes = bytes(4 + 16L * size + histograms.length);
    ByteBuffer out = writing(bytes);
    out.putInt(size);
    for (int i = 0; i < size; i++) {
      out.putLong(samples.time(i));
    }
    for (int i = 0; i < size; i++) {
      out.putDouble(samples.value(i));
    }
    out.put(histograms);
    return bytes;
  }

  private static byte[] histograms(SeriesSamples samples) {
    HistogramEncoder histograms = new HistogramEncoder();
    for (int i = 0; i < samples.size(); i++) {
      FloatHistogram histogram = samples.histogram(i);
      if (histogram != null) {
        histograms.write(histogram);
      }
    }
    byte[] encoded = histograms.toBytes();
    byte[] bytes = bytes(8L * words(samples.size()) + encoded.length);
    ByteBuffer out = writing(bytes);
    bitmap(samples.size(), i -> samples.histogram(i) != null, out);
    out.put(encoded);
    return bytes;
  }

  static void samples(ByteBuffer in, SeriesSamples into) {
    int size = in.getInt();
    if (size < 0 || size > in.remaining() / 16) {
      throw new DecodeException(size + " samples in fewer bytes", in.position());
    }
    ByteBuffer numbers = in.slice(in.position(), 16 * size).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + 16 * size);
    into.clear();
    BitSet histograms = in.hasRemaining() ? bitmap(in, size) : new BitSet();
    HistogramDecoder decoder = new HistogramDecoder(in);
    for (int i = 0; i < size; i++) {
      long time = numbers.getLong(8 * i);
      if (histograms.get(i)) {
        into.add(time, decoder.read());
      } else {
        into.add(time, numbers.getDouble(8 * (size + i)));
      }
    }
    expect(in, 0);
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

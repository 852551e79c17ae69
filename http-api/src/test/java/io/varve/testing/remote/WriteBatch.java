package io.varve.testing.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/**
 * Encodes a remote write 1.0 request into buffers that are used again. Not thread-safe.
 *
 * <pre>{@code
 * batch.clear();
 * batch.add(series, t, value);
 * client.write(batch);
 * }</pre>
 */
public final class WriteBatch {
  private static final int SERIES = 0x0A;
  private static final int SAMPLE = 0x12;
  private static final int VALUE = 0x09;
  private static final int TIMESTAMP = 0x10;
  private static final int VALUE_BYTES = 1 + Long.BYTES;

  private final MessageBuffer message = new MessageBuffer();
  private byte[] compressed = new byte[0];
  private int samples;

  /** Empties the batch. */
  public void clear() {
    message.clear();
    samples = 0;
  }

  /** Adds a series with one sample; a series may come again. */
  public void add(EncodedSeries series, long t, double value) {
    add(series, new long[] {t}, new double[] {value}, 1);
  }

  /** Adds a series with the first {@code count} samples of the arrays. */
  public void add(EncodedSeries series, long[] t, double[] values, int count) {
    int length = series.labels.length;
    for (int i = 0; i < count; i++) {
      length += 2 + sampleSize(t[i]);
    }
    message.room(length + 16);
    message.byteValue(SERIES);
    message.varint(length);
    message.raw(series.labels, series.labels.length);
    for (int i = 0; i < count; i++) {
      message.byteValue(SAMPLE);
      message.byteValue(sampleSize(t[i]));
      message.byteValue(VALUE);
      message.fixed64(Double.doubleToRawLongBits(values[i]));
      message.byteValue(TIMESTAMP);
      message.varint(t[i]);
    }
    samples += count;
  }

  private static int sampleSize(long t) {
    return VALUE_BYTES + 1 + MessageBuffer.varintSize(t);
  }

  /** Returns the number of samples added. */
  public int samples() {
    return samples;
  }

  /** Returns the message, not compressed. */
  public byte[] message() {
    return message.toByteArray();
  }

  /** Returns the body to post. */
  public byte[] body() {
    int bound = Snappy.maxCompressedLength(message.size());
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    try {
      int length = Snappy.compress(message.array(), 0, message.size(), compressed, 0);
      return Arrays.copyOf(compressed, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

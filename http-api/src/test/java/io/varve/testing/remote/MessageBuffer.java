package io.varve.testing.remote;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, written as protobuf wants them. */
final class MessageBuffer {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 16];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Makes room, so that as many bytes can be written without looking. */
  void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  void byteValue(int value) {
    bytes[size++] = (byte) value;
  }

  void varint(long value) {
    long rest = value;
    while (rest < 0 || rest > 0x7F) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void fixed64(long value) {
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  void raw(byte[] source, int length) {
    System.arraycopy(source, 0, bytes, size, length);
    size += length;
  }

  /** Writes a length-delimited field, making room for it. */
  void field(int number, byte[] content, int length) {
    room(length + 16);
    byteValue(number << 3 | 2);
    varint(length);
    raw(content, length);
  }

  static int varintSize(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }
}

package io.varve.http.proto;

import io.varve.model.Labels;
import io.varve.model.Utf8;
import io.varve.model.Varint;
import java.util.Arrays;

/**
 * Writes the fields of a protobuf message to an array that grows. A nested message is written to a
 * writer of its own first, because its length comes before it. Reusable, not thread-safe.
 *
 * <p>As protobuf has it, fields with the value zero are left out. Field numbers are 1 to 15.
 */
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int LABEL_NAME = 1;
  private static final int LABEL_VALUE = 2;

  private byte[] buf = new byte[256];
  private int size;

  /** Forgets what was written. */
  public ProtoWriter clear() {
    size = 0;
    return this;
  }

  /** Returns how many bytes were written. */
  public int size() {
    return size;
  }

  /**
   * Returns the array that holds the message from its beginning on; the next write may change it.
   */
  public byte[] buffer() {
    return buf;
  }

  /** Returns a copy of the message. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buf, size);
  }

  /** Writes a field of type int64, uint64 or enum. */
  public void varint(int field, long value) {
    if (value != 0) {
      varintOf(field, value);
    }
  }

  /** Writes a field of type int64 or uint64 that is one of a choice: zero too. */
  public void varintOf(int field, long value) {
    ensure(2 * Varint.MAX_BYTES);
    size = Varint.putUvarint(buf, size, (long) field << 3 | VARINT);
    size = Varint.putUvarint(buf, size, value);
  }

  /** Writes a varint without a tag: an element of a packed field. */
  public void packedVarint(long value) {
    ensure(Varint.MAX_BYTES);
    size = Varint.putUvarint(buf, size, value);
  }

  /** Writes the bits of a double without a tag: an element of a packed field. */
  public void packedDouble(long bits) {
    ensure(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      buf[size++] = (byte) (bits >>> shift);
    }
  }

  /** Writes a field of type double by its bits; only those of positive zero are left out. */
  public void doubleBits(int field, long bits) {
    if (bits != 0) {
      doubleBitsOf(field, bits);
    }
  }

  /** Writes a field of type double that is one of a choice: zero too. */
  public void doubleBitsOf(int field, long bits) {
    ensure(Varint.MAX_BYTES);
    size = Varint.putUvarint(buf, size, (long) field << 3 | FIXED64);
    packedDouble(bits);
  }

  /** Writes a field of type string. */
  public void string(int field, String value) {
    if (!value.isEmpty()) {
      int length = Utf8.encodedLength(value);
      bytesHeader(field, length);
      size = Utf8.encode(value, buf, size);
    }
  }

  /** Writes a nested message, empty or not. */
  public void message(int field, ProtoWriter message) {
    bytesHeader(field, message.size);
    System.arraycopy(message.buf, 0, buf, size, message.size);
    size += message.size;
  }

  /** Writes a repeated field of {@code prometheus.Label} messages. */
  public void labels(int field, Labels labels) {
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.name(i);
      String value = labels.value(i);
      bytesHeader(field, stringSize(name) + stringSize(value));
      string(LABEL_NAME, name);
      string(LABEL_VALUE, value);
    }
  }

  /**
   * Writes tag and length of a field of type bytes, and makes room for its content.
   *
   * @return where in {@link #buffer} the caller must put the content
   */
  public int bytes(int field, int length) {
    bytesHeader(field, length);
    int start = size;
    size += length;
    return start;
  }

  private void bytesHeader(int field, int length) {
    ensure(2 * Varint.MAX_BYTES + length);
    size = Varint.putUvarint(buf, size, (long) field << 3 | BYTES);
    size = Varint.putUvarint(buf, size, length);
  }

  private static int stringSize(String s) {
    int length = Utf8.encodedLength(s);
    return length == 0 ? 0 : 1 + Varint.uvarintSize(length) + length;
  }

  private void ensure(int more) {
    if (more > buf.length - size) {
      buf = Arrays.copyOf(buf, Math.max(Math.addExact(size, more), 2 * buf.length));
    }
  }
}

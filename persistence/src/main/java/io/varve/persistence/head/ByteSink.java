package io.varve.persistence.head;

import io.varve.model.Varint;
import java.util.Arrays;

/** A byte array that grows as it is written to; the counterpart of the model's ByteCursor. */
public final class ByteSink {
  private byte[] bytes;
  private int size;

  /** Starts empty. */
  public ByteSink(int initialCapacity) {
    bytes = new byte[Math.max(Varint.MAX_BYTES, initialCapacity)];
  }

  private void ensure(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }

  /** Appends the lowest eight bits. */
  public void put(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /** Appends four bytes, highest first. */
  public void putInt(int value) {
    ensure(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Appends eight bytes, highest first. */
  public void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /** Appends an unsigned varint. */
  public void putUvarint(long value) {
    ensure(Varint.MAX_BYTES);
    size = Varint.putUvarint(bytes, size, value);
  }

  /** Appends a signed varint in zigzag form. */
  public void putVarint(long value) {
    ensure(Varint.MAX_BYTES);
    size = Varint.putVarint(bytes, size, value);
  }

  /** Appends a part of an array. */
  public void put(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Makes room for {@code length} bytes and returns the index of the first; see {@link #array}. */
  int reserve(int length) {
    ensure(length);
    int at = size;
    size += length;
    return at;
  }

  /** Returns the array itself, valid until the next append; {@link #size} bytes are in use. */
  public byte[] array() {
    return bytes;
  }

  /** Returns the number of bytes written. */
  public int size() {
    return size;
  }

  /** Forgets what was written and keeps the array. */
  public void clear() {
    size = 0;
  }

  /** Returns a copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Returns what was written, without a copy if the capacity was chosen right; the last call, since
   * the array is the caller's then.
   */
  public byte[] finish() {
    return size == bytes.length ? bytes : toByteArray();
  }
}

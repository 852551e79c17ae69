package io.varve.persistence.head.index;

import io.varve.model.ByteCursor;
import io.varve.model.DecodeException;
import io.varve.model.Labels;
import io.varve.model.Utf8;
import io.varve.model.Varint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A label set as bytes: for each label in byte order of names, name and value, each as UTF-8 behind
 * its length as an unsigned varint. This is what the series hash is taken over, too, but with all
 * labels in it.
 *
 * <p>A reusable buffer, not thread-safe; allocates only when a label set is longer than any before.
 */
public final class EncodedLabels {
  private static final int MARKS = 5;

  private byte[] bytes = new byte[256];
  private int used;

  /** For each label: where it begins, name offset and length, value offset and length. */
  private int[] marks = new int[16 * MARKS];

  private int size;

  /** Makes an empty label set. */
  public EncodedLabels() {}

  /** Removes all labels. */
  public EncodedLabels clear() {
    used = 0;
    size = 0;
    return this;
  }

  /** Sets the labels to the given ones. */
  public EncodedLabels set(Labels labels) {
    clear();
    for (int i = 0; i < labels.size(); i++) {
      addUnchecked(labels.name(i), labels.value(i));
    }
    return this;
  }

  /**
   * Sets the labels to those that lie encoded in a range of an array, which is copied.
   *
   * @throws DecodeException if the bytes are no label set in this form: sorted, with unique names
   *     and no empty values, lengths in their shortest form; what this holds is then undefined
   */
  public EncodedLabels decode(byte[] buf, int offset, int length) {
    clear();
    ensure(length);
    System.arraycopy(buf, offset, bytes, 0, length);
    ByteCursor cursor = new ByteCursor(bytes, 0, length);
    while (cursor.hasRemaining()) {
      int start = cursor.position();
      int nameLength = cursor.length();
      int nameOffset = cursor.position();
      cursor.skip(nameLength);
      int valueLength = cursor.length();
      int valueOffset = cursor.position();
      cursor.skip(valueLength);
      // Pairs are found by their encoding, so there must be one only: no length with idle zeros.
      boolean shortest =
          nameOffset - start == Varint.uvarintSize(nameLength)
              && valueOffset - nameOffset - nameLength == Varint.uvarintSize(valueLength);
      if (!shortest || !follows(bytes, nameOffset, nameLength) || valueLength == 0) {
        throw new DecodeException("label " + size + " is not in canonical form", start);
      }
      mark(start, nameOffset, nameLength, valueOffset, valueLength);
    }
    return this;
  }

  /**
   * Adds a label.
   *
   * @throws IllegalArgumentException if the name does not come after the one before it in byte
   *     order, or the value is empty
   */
  public EncodedLabels add(
      byte[] nameBuf,
      int nameOffset,
      int nameLength,
      byte[] valueBuf,
      int valueOffset,
      int valueLength) {
    if (!follows(nameBuf, nameOffset, nameLength) || valueLength == 0) {
      throw new IllegalArgumentException("label out of order, or empty, after " + toLabels());
    }
    append(nameBuf, nameOffset, nameLength, valueBuf, valueOffset, valueLength);
    return this;
  }

  /** Sets the only label, whose value may be empty: the form in which pairs are looked up. */
  EncodedLabels setPair(String name, String value) {
    clear();
    addUnchecked(name, value);
    return this;
  }

  void append(
      byte[] nameBuf,
      int nameOffset,
      int nameLength,
      byte[] valueBuf,
      int valueOffset,
      int valueLength) {
    ensure(nameLength + valueLength + 2 * Varint.MAX_BYTES);
    int start = used;
    int name = Varint.putUvarint(bytes, start, nameLength);
    System.arraycopy(nameBuf, nameOffset, bytes, name, nameLength);
    int value = Varint.putUvarint(bytes, name + nameLength, valueLength);
    System.arraycopy(valueBuf, valueOffset, bytes, value, valueLength);
    mark(start, name, nameLength, value, valueLength);
  }

  private void addUnchecked(String name, String value) {
    int nameLength = Utf8.encodedLength(name);
    int valueLength = Utf8.encodedLength(value);
    ensure(nameLength + valueLength + 2 * Varint.MAX_BYTES);
    int start = used;
    int nameAt = Varint.putUvarint(bytes, start, nameLength);
    int valueAt = Varint.putUvarint(bytes, Utf8.encode(name, bytes, nameAt), valueLength);
    Utf8.encode(value, bytes, valueAt);
    mark(start, nameAt, nameLength, valueAt, valueLength);
  }

  private void mark(int start, int name, int nameLength, int value, int valueLength) {
    if ((size + 1) * MARKS > marks.length) {
      marks = Arrays.copyOf(marks, 2 * marks.length);
    }
    int m = size++ * MARKS;
    marks[m] = start;
    marks[m + 1] = name;
    marks[m + 2] = nameLength;
    marks[m + 3] = value;
    marks[m + 4] = valueLength;
    used = value + valueLength;
  }

  private void ensure(int more) {
    int needed = Math.addExact(used, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
  }

  private boolean follows(byte[] buf, int offset, int length) {
    return size == 0
        || Arrays.compareUnsigned(
                bytes,
                nameOffset(size - 1),
                nameOffset(size - 1) + nameLength(size - 1),
                buf,
                offset,
                offset + length)
            < 0;
  }

  /** Returns the number of labels. */
  public int size() {
    return size;
  }

  /** Returns the array whose first {@link #length} bytes are the encoding; valid until changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the length of the encoding in bytes. */
  public int length() {
    return used;
  }

  /** Returns where in {@link #bytes} the encoding of the i-th label begins. */
  int labelOffset(int i) {
    return marks[i * MARKS];
  }

  /** Returns how long the encoding of the i-th label is. */
  int labelLength(int i) {
    return valueOffset(i) + valueLength(i) - labelOffset(i);
  }

  /** Returns where in {@link #bytes} the i-th label's name begins. */
  public int nameOffset(int i) {
    return marks[i * MARKS + 1];
  }

  /** Returns the number of bytes of the i-th label's name. */
  public int nameLength(int i) {
    return marks[i * MARKS + 2];
  }

  /** Returns where in {@link #bytes} the i-th label's value begins. */
  public int valueOffset(int i) {
    return marks[i * MARKS + 3];
  }

  /** Returns the number of bytes of the i-th label's value. */
  public int valueLength(int i) {
    return marks[i * MARKS + 4];
  }

  /** Returns the label set as strings. */
  public Labels toLabels() {
    String[] pairs = new String[2 * size];
    for (int i = 0; i < size; i++) {
      pairs[2 * i] = new String(bytes, nameOffset(i), nameLength(i), StandardCharsets.UTF_8);
      pairs[2 * i + 1] = new String(bytes, valueOffset(i), valueLength(i), StandardCharsets.UTF_8);
    }
    return Labels.ofSorted(pairs);
  }
}

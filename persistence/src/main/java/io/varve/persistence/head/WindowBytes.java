package io.varve.persistence.head;

import io.varve.model.ByteCursor;
import io.varve.model.DecodeException;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * How many bytes of a segment belong to which window: a sorted map from {@link WindowKey} to bytes.
 * Nearly all segments have one to three windows, those that old samples were written to have some
 * hundreds.
 *
 * <p>Not thread-safe; the copies that {@link #copy} makes are not written to any more.
 */
public final class WindowBytes {
  private static final int MAX_WINDOWS = 1 << 20;

  private long[] keys;
  private long[] bytes;
  private int size;

  /** Starts empty. */
  public WindowBytes() {
    this(2);
  }

  private WindowBytes(int capacity) {
    keys = new long[capacity];
    bytes = new long[capacity];
  }

  /** Adds to a window. */
  void add(long windowKey, long moreBytes) {
    int at = Arrays.binarySearch(keys, 0, size, windowKey);
    if (at >= 0) {
      bytes[at] += moreBytes;
      return;
    }
    insert(-at - 1, windowKey, moreBytes);
  }

  private void insert(int at, long windowKey, long newBytes) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    System.arraycopy(keys, at, keys, at + 1, size - at);
    System.arraycopy(bytes, at, bytes, at + 1, size - at);
    keys[at] = windowKey;
    bytes[at] = newBytes;
    size++;
  }

  /** The number of windows. */
  public int size() {
    return size;
  }

  /** The key of a window, by its rank. */
  public long key(int index) {
    return keys[index];
  }

  /** The bytes of a window, by its rank. */
  public long bytes(int index) {
    return bytes[index];
  }

  /** Whether any of the windows passes the test. */
  boolean any(LongPredicate live) {
    for (int i = 0; i < size; i++) {
      if (live.test(keys[i])) {
        return true;
      }
    }
    return false;
  }

  /** The bytes of all windows that pass the test. */
  long bytesOf(LongPredicate windows) {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += windows.test(keys[i]) ? bytes[i] : 0;
    }
    return sum;
  }

  WindowBytes copy() {
    WindowBytes copy = new WindowBytes(Math.max(1, size));
    System.arraycopy(keys, 0, copy.keys, 0, size);
    System.arraycopy(bytes, 0, copy.bytes, 0, size);
    copy.size = size;
    return copy;
  }

  void writeTo(ByteSink out) {
    out.putUvarint(size);
    long before = 0;
    for (int i = 0; i < size; i++) {
      out.putVarint(keys[i] - before);
      out.putUvarint(bytes[i]);
      before = keys[i];
    }
  }

  static WindowBytes readFrom(ByteCursor in) {
    WindowBytes windows = new WindowBytes();
    long before = 0;
    for (int n = in.uvarintUpTo(MAX_WINDOWS); n > 0; n--) {
      int start = in.position();
      long key = before + in.varint();
      if (windows.size > 0 && key <= before) {
        throw new DecodeException("windows that do not ascend", start);
      }
      windows.insert(windows.size, key, in.uvarint());
      before = key;
    }
    return windows;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowBytes o
        && Arrays.equals(keys, 0, size, o.keys, 0, o.size)
        && Arrays.equals(bytes, 0, size, o.bytes, 0, o.size);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(Arrays.copyOf(keys, size)) + size;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ", ").append(WindowKey.windowStart(keys[i]));
      out.append('/').append(WindowKey.generation(keys[i])).append('=').append(bytes[i]);
    }
    return out.append('}').toString();
  }
}

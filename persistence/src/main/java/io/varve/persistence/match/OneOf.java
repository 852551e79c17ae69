package io.varve.persistence.match;

import io.varve.model.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A finite set of values, looked up by binary search in the byte order of their UTF-8. */
final class OneOf implements ValueSet {
  private final List<String> values;
  private final byte[][] encoded;
  private final String prefix;

  private OneOf(List<String> values) {
    this.values = values;
    this.encoded =
        values.stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.prefix = values.isEmpty() ? "" : commonPrefix(values.getFirst(), values.getLast());
  }

  /** Returns the set of the given values, which may come in any order and repeat. */
  static OneOf of(Collection<String> values) {
    return new OneOf(values.stream().sorted(Utf8::compare).distinct().toList());
  }

  /** Returns the longest string that both begin with and that does not end within a character. */
  static String commonPrefix(String a, String b) {
    int n = Math.min(a.length(), b.length());
    int i = 0;
    while (i < n && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return a.substring(0, i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i);
  }

  /** Returns the members, unique, in byte order. */
  List<String> values() {
    return values;
  }

  @Override
  public boolean contains(byte[] utf8, int offset, int length) {
    int low = 0;
    int high = encoded.length - 1;
    while (low <= high) {
      int mid = (low + high) >>> 1;
      byte[] value = encoded[mid];
      int c = Arrays.compareUnsigned(value, 0, value.length, utf8, offset, offset + length);
      if (c == 0) {
        return true;
      }
      if (c < 0) {
        low = mid + 1;
      } else {
        high = mid - 1;
      }
    }
    return false;
  }

  @Override
  public String prefix() {
    return prefix;
  }
}

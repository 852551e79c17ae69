package io.varve.model;

import java.util.Arrays;

/**
 * Makes {@link Labels} by setting and removing single labels. Reusable, not thread-safe.
 *
 * <p>Pairs are kept sorted at all times; setting labels in byte order of their names is quickest.
 */
public final class LabelsBuilder {
  private String[] pairs;
  private int used;

  LabelsBuilder(Labels base) {
    pairs = new String[2 * base.size() + 8];
    used = base.copyTo(pairs);
  }

  /** Sets a label; an empty value removes it, as in Prometheus. */
  public LabelsBuilder set(String name, String value) {
    if (value.isEmpty()) {
      return remove(name);
    }
    int at = search(name);
    if (at >= 0) {
      pairs[at + 1] = value;
      return this;
    }
    at = ~at;
    if (used == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    System.arraycopy(pairs, at, pairs, at + 2, used - at);
    pairs[at] = name;
    pairs[at + 1] = value;
    used += 2;
    return this;
  }

  /** Removes a label where it is present. */
  public LabelsBuilder remove(String name) {
    int at = search(name);
    if (at >= 0) {
      System.arraycopy(pairs, at + 2, pairs, at, used - at - 2);
      used -= 2;
    }
    return this;
  }

  /** Returns the label's present value, or the empty string. */
  public String get(String name) {
    int at = search(name);
    return at < 0 ? "" : pairs[at + 1];
  }

  /** Starts anew from the given labels. */
  public LabelsBuilder reset(Labels base) {
    if (pairs.length < 2 * base.size()) {
      pairs = new String[2 * base.size() + 8];
    }
    used = base.copyTo(pairs);
    return this;
  }

  /** Returns the labels as they stand; the builder can be used on. */
  public Labels build() {
    return Labels.ofSorted(Arrays.copyOf(pairs, used));
  }

  /** Returns the index of the name, or the complement of where it belongs. */
  private int search(String name) {
    int low = 0;
    int high = used / 2 - 1;
    while (low <= high) {
      int mid = (low + high) >>> 1;
      int c = Utf8.compare(pairs[2 * mid], name);
      if (c < 0) {
        low = mid + 1;
      } else if (c > 0) {
        high = mid - 1;
      } else {
        return 2 * mid;
      }
    }
    return ~(2 * low);
  }
}

package io.varve.persistence.index;

import java.util.Arrays;
import java.util.List;

/**
 * A set of series references, sorted; their order is that of the series' labels. Immutable.
 *
 * <p>The operations are linear in the smaller side where sides differ much in size, and in both
 * where they do not.
 */
public final class Postings {
  /** No series. */
  public static final Postings EMPTY = new Postings(new int[0], 0);

  /** From this ratio of sizes on, each member of the smaller side is searched for in the larger. */
  private static final int GALLOP_RATIO = 8;

  private final int[] refs;
  private final int size;

  private Postings(int[] refs, int size) {
    this.refs = refs;
    this.size = size;
  }

  /** Takes over an array whose first {@code size} elements rise strictly and are not negative. */
  static Postings ofSorted(int[] refs, int size) {
    return size == 0 ? EMPTY : new Postings(refs, size);
  }

  /** Number of series. */
  public int size() {
    return size;
  }

  /** Whether there is no series. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Reference {@code i} in order. */
  public int get(int i) {
    if (i >= size) {
      throw new IndexOutOfBoundsException(i);
    }
    return refs[i];
  }

  /** The references in a new array. */
  public int[] toArray() {
    return Arrays.copyOf(refs, size);
  }

  /** The references that are in both. */
  public Postings intersect(Postings other) {
    if (size > other.size) {
      return other.intersect(this);
    }
    int[] result = new int[size];
    int n = 0;
    int at = 0;
    for (int i = 0; i < size && at < other.size; i++) {
      at = other.seek(at, refs[i], size);
      if (at < other.size && other.refs[at] == refs[i]) {
        result[n++] = refs[i];
      }
    }
    return ofSorted(result, n);
  }

  /** The references that are here and not in the other. */
  public Postings subtract(Postings other) {
    if (isEmpty() || other.isEmpty()) {
      return this;
    }
    int[] result = new int[size];
    int n = 0;
    int at = 0;
    for (int i = 0; i < size; i++) {
      at = other.seek(at, refs[i], size);
      if (at == other.size || other.refs[at] != refs[i]) {
        result[n++] = refs[i];
      }
    }
    return ofSorted(result, n);
  }

  /** The references that are in any of the sets. */
  public static Postings union(List<Postings> sets) {
    if (sets.size() == 1) {
      return sets.getFirst();
    }
    long total = 0;
    for (Postings set : sets) {
      total += set.size;
    }
    int[] all = new int[Math.toIntExact(total)];
    int n = 0;
    for (Postings set : sets) {
      System.arraycopy(set.refs, 0, all, n, set.size);
      n += set.size;
    }
    // The sort finds the sorted runs and merges them.
    Arrays.sort(all);
    int unique = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[unique++] = all[i];
      }
    }
    return ofSorted(all, unique);
  }

  /** The first index from {@code from} on with a reference not below {@code target}. */
  private int seek(int from, int target, int otherSize) {
    int at = from;
    if (size / GALLOP_RATIO < otherSize) {
      while (at < size && refs[at] < target) {
        at++;
      }
      return at;
    }
    int step = 1;
    while (at + step < size && refs[at + step] < target) {
      at += step;
      step <<= 1;
    }
    int found = Arrays.binarySearch(refs, at, (int) Math.min((long) at + step + 1, size), target);
    return found >= 0 ? found : -found - 1;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Postings other && Arrays.equals(refs, 0, size, other.refs, 0, other.size);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + refs[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}

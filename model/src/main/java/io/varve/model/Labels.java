package io.varve.model;

import java.util.Arrays;

/**
 * The label set of one series, the metric name among them as {@link LabelName#METRIC_NAME}.
 *
 * <p>Immutable and safe to share. Names are unique and sorted in UTF-8 byte order ({@link
 * Utf8#compare}); no value is empty, because in Prometheus an empty label and a missing one are the
 * same. Pairs lie in one flat array, so that a set of n labels is two objects and its strings.
 *
 * <p>Whether names and values are <em>valid</em> (see {@link LabelName}) is judged where data comes
 * in, not here.
 */
public final class Labels implements Comparable<Labels> {
  /** The empty label set. */
  public static final Labels EMPTY = new Labels(new String[0]);

  /** Name, value, name, value…; never written after construction. */
  private final String[] pairs;

  /** Zero until first asked for; two threads that race compute the same number. */
  private int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
  }

  /**
   * Returns the label set of the given name, value, name, value… in any order. Pairs with an empty
   * value are dropped.
   *
   * @throws IllegalArgumentException if a name comes twice (be one of its values empty or not), or
   *     the number of strings is odd
   */
  public static Labels of(String... nameValuePairs) {
    if (nameValuePairs.length % 2 != 0) {
      throw new IllegalArgumentException(
          "names and values must alternate, got " + nameValuePairs.length + " strings");
    }
    String[] sorted = nameValuePairs.clone();
    sortPairs(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; i += 2) {
      if (i > 0 && sorted[i].equals(sorted[i - 2])) {
        throw new IllegalArgumentException("duplicate label name " + GoQuote.quote(sorted[i]));
      }
      kept += sorted[i + 1].isEmpty() ? 0 : 2;
    }
    return ofSorted(kept == sorted.length ? sorted : withoutEmpty(sorted, kept));
  }

  /**
   * Returns the label set of pairs that the caller has already sorted, with unique names and no
   * empty values. The array belongs to the label set from then on: the caller must not keep it.
   * Only assertions check the contract.
   */
  public static Labels ofSorted(String[] pairs) {
    assert isCanonical(pairs) : Arrays.toString(pairs);
    return pairs.length == 0 ? EMPTY : new Labels(pairs);
  }

  /** Returns a builder that starts empty. */
  public static LabelsBuilder builder() {
    return new LabelsBuilder(EMPTY);
  }

  /** Returns a builder that starts from the given labels. */
  public static LabelsBuilder builder(Labels base) {
    return new LabelsBuilder(base);
  }

  /** Returns the number of labels. */
  public int size() {
    return pairs.length / 2;
  }

  /** Returns whether there is no label. */
  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /** Returns the name of the i-th label in byte order, from 0 to {@link #size} exclusive. */
  public String name(int i) {
    return pairs[2 * i];
  }

  /** Returns the value of the i-th label in the byte order of names. */
  public String value(int i) {
    return pairs[2 * i + 1];
  }

  /** Returns the value of the label, or the empty string where there is none. */
  public String get(String name) {
    int i = indexOf(name);
    return i < 0 ? "" : pairs[i + 1];
  }

  /** Returns whether there is a label of that name. */
  public boolean has(String name) {
    return indexOf(name) >= 0;
  }

  /** Returns the metric name, or the empty string where there is none. */
  public String metricName() {
    return get(LabelName.METRIC_NAME);
  }

  /** Returns these labels without the named ones; exactly these, the metric name is not special. */
  public Labels without(String... names) {
    return filter(names, false);
  }

  /**
   * Returns those of these labels that are named; exactly these, the metric name is not special.
   */
  public Labels keeping(String... names) {
    return filter(names, true);
  }

  /** Returns these labels with one set to a value, or removed where the value is empty. */
  public Labels with(String name, String value) {
    return builder(this).set(name, value).build();
  }

  private Labels filter(String[] names, boolean keep) {
    int kept = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      kept += contains(names, pairs[i]) == keep ? 2 : 0;
    }
    if (kept == pairs.length) {
      return this;
    }
    if (kept == 0) {
      return EMPTY;
    }
    String[] result = new String[kept];
    int to = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (contains(names, pairs[i]) == keep) {
        result[to++] = pairs[i];
        result[to++] = pairs[i + 1];
      }
    }
    return new Labels(result);
  }

  private static boolean contains(String[] names, String name) {
    for (String n : names) {
      if (n.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Label sets are small, and equality of strings is quicker than their order: no binary search.
   */
  private int indexOf(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Copies the pairs to the array's beginning and returns how many strings that were. */
  int copyTo(String[] target) {
    System.arraycopy(pairs, 0, target, 0, pairs.length);
    return pairs.length;
  }

  @Override
  public boolean equals(Object o) {
    return this == o
        || (o instanceof Labels other
            && hashCode() == other.hashCode()
            && Arrays.equals(pairs, other.pairs));
  }

  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = Arrays.hashCode(pairs);
      hash = h;
    }
    return h;
  }

  /**
   * Orders as Prometheus does: pair by pair, by name and then by value in UTF-8 byte order; where
   * one is the beginning of the other, the shorter comes first.
   */
  @Override
  public int compareTo(Labels other) {
    int n = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < n; i++) {
      int c = Utf8.compare(pairs[i], other.pairs[i]);
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(pairs.length, other.pairs.length);
  }

  /**
   * Prints as Prometheus does: <code>{a="b", c="d"}</code>, the metric name like any other label,
   * and names that are not legacy ones between quotes.
   */
  @Override
  public String toString() {
    StringBuilder sb = new StringBuilder(16 + 16 * pairs.length);
    sb.append('{');
    for (int i = 0; i < pairs.length; i += 2) {
      if (i > 0) {
        sb.append(", ");
      }
      LabelName.appendTo(sb, pairs[i]);
      sb.append('=');
      GoQuote.appendTo(sb, pairs[i + 1]);
    }
    return sb.append('}').toString();
  }

  /**
   * Sorts pairs by name: by insertion while that is cheap, which is every label set that is not
   * meant as an attack on quadratic time.
   */
  private static void sortPairs(String[] pairs) {
    if (pairs.length > 128) {
      sortManyPairs(pairs);
      return;
    }
    for (int i = 2; i < pairs.length; i += 2) {
      String name = pairs[i];
      String value = pairs[i + 1];
      int j = i;
      while (j > 0 && Utf8.compare(pairs[j - 2], name) > 0) {
        pairs[j] = pairs[j - 2];
        pairs[j + 1] = pairs[j - 1];
        j -= 2;
      }
      pairs[j] = name;
      pairs[j + 1] = value;
    }
  }

  private static void sortManyPairs(String[] pairs) {
    Integer[] order = new Integer[pairs.length / 2];
    Arrays.setAll(order, i -> 2 * i);
    String[] given = pairs.clone();
    Arrays.sort(order, (a, b) -> Utf8.compare(given[a], given[b]));
    for (int i = 0; i < order.length; i++) {
      pairs[2 * i] = given[order[i]];
      pairs[2 * i + 1] = given[order[i] + 1];
    }
  }

  private static String[] withoutEmpty(String[] pairs, int kept) {
    String[] result = new String[kept];
    int to = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i + 1].isEmpty()) {
        result[to++] = pairs[i];
        result[to++] = pairs[i + 1];
      }
    }
    return result;
  }

  private static boolean isCanonical(String[] pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      if ((i > 0 && Utf8.compare(pairs[i - 2], pairs[i]) >= 0) || pairs[i + 1].isEmpty()) {
        return false;
      }
    }
    return pairs.length % 2 == 0;
  }
}

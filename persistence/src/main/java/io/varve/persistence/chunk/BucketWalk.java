package io.varve.persistence.chunk;

import io.varve.model.Span;
import java.util.List;

/** Compares the counts of two histograms bucket by bucket, where they have other spans. */
final class BucketWalk {
  /** Compares counts by their places in the lists of buckets. */
  interface Counts {
    /** Whether the count at {@code before} is not zero. */
    boolean used(int before);

    /** Whether the count at {@code after} is lower than that at {@code before}. */
    boolean fell(int before, int after);
  }

  private BucketWalk() {}

  /** Whether any bucket that was used has a lower count afterwards, or is not there. */
  static boolean anyFell(List<Span> before, List<Span> after, Counts counts) {
    long[] old = indices(before);
    long[] young = indices(after);
    int at = 0;
    for (int i = 0; i < old.length; i++) {
      while (at < young.length && young[at] < old[i]) {
        at++;
      }
      boolean there = at < young.length && young[at] == old[i];
      if (there ? counts.fell(i, at) : counts.used(i)) {
        return true;
      }
    }
    return false;
  }

  private static long[] indices(List<Span> spans) {
    int size = 0;
    for (Span span : spans) {
      size += span.length();
    }
    long[] indices = new long[size];
    int at = 0;
    long next = 0;
    for (Span span : spans) {
      next += span.offset();
      for (int i = 0; i < span.length(); i++) {
        indices[at++] = next++;
      }
    }
    return indices;
  }
}

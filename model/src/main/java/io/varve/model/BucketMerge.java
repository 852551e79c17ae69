package io.varve.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How the buckets of one sign of a histogram merge in a coarser exponential schema: each level
 * makes one bucket of two neighbours.
 *
 * @param spans of the merged buckets
 * @param places for each bucket the number of the one that it becomes a part of
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one reduction only.
record BucketMerge(List<Span> spans, int[] places) {
  /**
   * Finds out.
   *
   * @param spans of the buckets, which they agree with
   * @param levels by how much the schema becomes coarser, 1 or more
   */
  static BucketMerge of(List<Span> spans, int buckets, int levels) {
    List<Span> merged = new ArrayList<>();
    int[] places = new int[buckets];
    int bucket = 0;
    int place = -1;
    long index = 0;
    long last = 0;
    for (Span span : spans) {
      index += span.offset();
      for (int i = 0; i < span.length(); i++) {
        long target = ((index - 1) >> levels) + 1;
        if (place < 0 || target > last) {
          place++;
          if (place > 0 && target == last + 1) {
            Span before = merged.removeLast();
            merged.add(new Span(before.offset(), before.length() + 1));
          } else {
            merged.add(new Span((int) (place == 0 ? target : target - last - 1), 1));
          }
          last = target;
        }
        places[bucket++] = place;
        index++;
      }
    }
    return new BucketMerge(merged, places);
  }

  /** Merges integer counts, given and returned as differences from the bucket before. */
  long[] deltas(long[] deltas) {
    long[] merged = new long[size()];
    long count = 0;
    for (int i = 0; i < deltas.length; i++) {
      count += deltas[i];
      merged[places[i]] += count;
    }
    for (int i = merged.length - 1; i > 0; i--) {
      merged[i] -= merged[i - 1];
    }
    return merged;
  }

  /** Merges float counts. */
  double[] counts(double[] counts) {
    double[] merged = new double[size()];
    for (int i = 0; i < counts.length; i++) {
      merged[places[i]] += counts[i];
    }
    return merged;
  }

  private int size() {
    return places.length == 0 ? 0 : places[places.length - 1] + 1;
  }
}

package io.varve.promql.histogram;

import io.varve.model.FloatHistogram;

/**
 * Walks all buckets of a histogram in the order of their values: the negative ones, the zero bucket
 * if it has observations, the positive ones; or the other way round. Empty buckets are included. A
 * bucket that overlaps with the zero bucket is shown without the overlap. Not thread-safe.
 */
public final class BucketCursor {
  private final FloatHistogram histogram;
  private final boolean rising;
  private SideCursor side;
  private Stage stage;

  private enum Stage {
    FIRST_SIDE,
    ZERO,
    SECOND_SIDE
  }

  private BucketCursor(FloatHistogram histogram, boolean rising) {
    this.histogram = histogram;
    this.rising = rising;
    this.side = SideCursor.backwards(histogram, !rising);
    this.stage = Stage.FIRST_SIDE;
  }

  /** Starts before the bucket of the lowest values. */
  public static BucketCursor rising(FloatHistogram histogram) {
    return new BucketCursor(histogram, true);
  }

  /** Starts behind the bucket of the highest values. */
  public static BucketCursor falling(FloatHistogram histogram) {
    return new BucketCursor(histogram, false);
  }

  /** Goes to the next bucket, and returns whether there is one. */
  public boolean next() {
    return switch (stage) {
      case FIRST_SIDE -> {
        if (side.next()) {
          yield true;
        }
        stage = Stage.ZERO;
        yield histogram.zeroCount() > 0 || next();
      }
      case ZERO -> {
        stage = Stage.SECOND_SIDE;
        side = SideCursor.forwards(histogram, rising);
        yield side.next();
      }
      case SECOND_SIDE -> side.next();
    };
  }

  /** Returns how many observations are in the bucket. */
  public double count() {
    return stage == Stage.ZERO ? histogram.zeroCount() : side.count();
  }

  /** Returns the bucket. */
  public Bucket bucket() {
    if (stage == Stage.ZERO) {
      return BucketBounds.zero(histogram);
    }
    boolean positive = rising == (stage == Stage.SECOND_SIDE);
    Bucket bucket = BucketBounds.of(histogram, positive, side);
    double threshold = histogram.zeroThreshold();
    if (bucket.lower() > 0 && bucket.lower() < threshold) {
      return bucket.withBounds(threshold, bucket.upper());
    }
    if (bucket.upper() < 0 && bucket.upper() > -threshold) {
      return bucket.withBounds(bucket.lower(), -threshold);
    }
    return bucket;
  }
}

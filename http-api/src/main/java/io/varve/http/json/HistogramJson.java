package io.varve.http.json;

import io.varve.model.FloatHistogram;
import io.varve.promql.histogram.Bucket;
import io.varve.promql.histogram.BucketCursor;

/**
 * Writes native histograms as Prometheus's API does:
 *
 * <pre>{@code
 * {"count":"3","sum":"4.5","buckets":[[3,"-0.25","0.25","1"],[0,"1","2","2"]]}
 * }</pre>
 *
 * <p>A bucket's first element says which of its bounds belong to it: 0 the upper, 1 the lower, 2
 * none, 3 both. The others are the bounds and the count. Empty buckets are left out, and so is the
 * member when all are.
 */
public final class HistogramJson {
  private HistogramJson() {}

  /** Writes a histogram as one value. */
  public static void write(FloatHistogram h, JsonWriter json) {
    json.beginObject().key("count").value(h.count()).key("sum").value(h.sum());
    boolean begun = false;
    BucketCursor cursor = BucketCursor.rising(h);
    while (cursor.next()) {
      if (cursor.count() != 0) {
        if (!begun) {
          begun = true;
          json.key("buckets").beginArray();
        }
        write(cursor.bucket(), json);
      }
    }
    if (begun) {
      json.endArray();
    }
    json.endObject();
  }

  private static void write(Bucket bucket, JsonWriter json) {
    json.beginArray()
        .number(boundaries(bucket))
        .value(bucket.lower())
        .value(bucket.upper())
        .value(bucket.count())
        .endArray();
  }

  private static long boundaries(Bucket bucket) {
    if (bucket.lowerInclusive()) {
      return bucket.upperInclusive() ? 3 : 1;
    }
    return bucket.upperInclusive() ? 0 : 2;
  }
}

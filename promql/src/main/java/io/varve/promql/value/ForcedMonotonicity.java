package io.varve.promql.value;

import io.varve.promql.ast.PosRange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The annotation that the buckets of a classic histogram were not monotonic and had to be made so.
 *
 * @param text what it says
 * @param position which part of the query it is about
 * @param minTime the first time it happened, ms
 * @param maxTime the last time it happened, ms
 * @param minBucket the lowest upper bound concerned
 * @param maxBucket the highest upper bound concerned
 * @param maxDiff the greatest correction
 * @param count how often it happened
 */
public record ForcedMonotonicity(
    String text,
    PosRange position,
    long minTime,
    long maxTime,
    double minBucket,
    double maxBucket,
    double maxDiff,
    long count)
    implements Annotation {
  private static final DateTimeFormatter RFC3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  @Override
  public Annotation merge(Annotation other) {
    if (!(other instanceof ForcedMonotonicity o)) {
      return this;
    }
    return new ForcedMonotonicity(
        text,
        o.position.start() < position.start() ? o.position : position,
        Math.min(minTime, o.minTime),
        Math.max(maxTime, o.maxTime),
        Math.min(minBucket, o.minBucket),
        Math.max(maxBucket, o.maxBucket),
        Math.max(maxDiff, o.maxDiff),
        count + o.count);
  }

  @Override
  public String print(String query) {
    return Severity.INFO.prefix()
        + text
        + ", from buckets "
        + GoNumbers.general(minBucket)
        + " to "
        + GoNumbers.general(maxBucket)
        + ", with a max diff of "
        + GoNumbers.general(maxDiff, 2)
        + ", over "
        + count
        + " samples from "
        + time(minTime)
        + " to "
        + time(maxTime)
        + " ("
        + position.startIn(query)
        + ")";
  }

  private static String time(long ms) {
    return RFC3339.format(Instant.ofEpochSecond(ms / 1000));
  }
}

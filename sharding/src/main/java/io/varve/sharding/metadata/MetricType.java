package io.varve.sharding.metadata;

import java.util.List;
import java.util.Locale;

/** The types of metrics, in the order of their numbers in both protocols of remote write. */
public enum MetricType {
  /** Not said. */
  UNKNOWN,
  /** Rises, and starts again from 0. */
  COUNTER,
  /** Goes up and down. */
  GAUGE,
  /** Observations counted in buckets. */
  HISTOGRAM,
  /** A histogram whose buckets go up and down. */
  GAUGEHISTOGRAM,
  /** Observations with quantiles. */
  SUMMARY,
  /** Text in labels. */
  INFO,
  /** States, one series for each. */
  STATESET;

  private static final List<MetricType> BY_NUMBER = List.of(values());

  private static final List<String> OF_HISTOGRAM = List.of("_bucket", "_count", "_sum");
  private static final List<String> OF_GAUGEHISTOGRAM = List.of("_bucket", "_gcount", "_gsum");
  private static final List<String> OF_SUMMARY = List.of("_count", "_sum");

  /** Returns the type of a number on the wire; {@link #UNKNOWN} if no type has it. */
  public static MetricType ofNumber(long number) {
    return number >= 0 && number < BY_NUMBER.size() ? BY_NUMBER.get((int) number) : UNKNOWN;
  }

  /** Returns the name that Prometheus's API has for the type. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the name of the family that a series of this type belongs to: the series' own but for
   * what the parts of a histogram or summary have behind it.
   */
  public String familyOf(String series) {
    for (String suffix : suffixes()) {
      if (series.length() > suffix.length() && series.endsWith(suffix)) {
        return series.substring(0, series.length() - suffix.length());
      }
    }
    return series;
  }

  private List<String> suffixes() {
    return switch (this) {
      case HISTOGRAM -> OF_HISTOGRAM;
      case GAUGEHISTOGRAM -> OF_GAUGEHISTOGRAM;
      case SUMMARY -> OF_SUMMARY;
      case UNKNOWN, COUNTER, GAUGE, INFO, STATESET -> List.of();
    };
  }
}

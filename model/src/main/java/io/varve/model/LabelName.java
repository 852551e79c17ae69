package io.varve.model;

/**
 * Label and metric names: the ones with a meaning of their own, and which names are valid.
 *
 * <p>Prometheus 3 takes any non-empty UTF-8 string as a name. The <em>legacy</em> forms are those
 * that PromQL and the text format write without quotes.
 */
public final class LabelName {
  /** The label that holds the metric's name. */
  public static final String METRIC_NAME = "__name__";

  /** The label that holds the upper bound of a classic histogram's bucket. */
  public static final String BUCKET = "le";

  private LabelName() {}

  /** Returns whether the name is a non-empty string that has a UTF-8 form. */
  public static boolean isValid(String name) {
    return !name.isEmpty() && Utf8.isWellFormed(name);
  }

  /** Returns whether the label name matches {@code [a-zA-Z_][a-zA-Z0-9_]*}. */
  public static boolean isValidLegacy(String name) {
    return isLegacy(name, false);
  }

  /** Returns whether the metric name matches {@code [a-zA-Z_:][a-zA-Z0-9_:]*}. */
  public static boolean isValidLegacyMetric(String name) {
    return isLegacy(name, true);
  }

  private static boolean isLegacy(String name, boolean colon) {
    int n = name.length();
    for (int i = 0; i < n; i++) {
      char c = name.charAt(i);
      boolean ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || c == '_'
              || (c == ':' && colon)
              || (c >= '0' && c <= '9' && i > 0);
      if (!ok) {
        return false;
      }
    }
    return n > 0;
  }

  /** Appends a label name as Prometheus prints it: quoted unless {@link #isValidLegacy}. */
  static void appendTo(StringBuilder sb, String name) {
    if (isValidLegacy(name)) {
      sb.append(name);
    } else {
      GoQuote.appendTo(sb, name);
    }
  }
}

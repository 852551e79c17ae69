package io.varve.multijvm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of the random queries a Prometheus answers as the release does that Varve follows.
 *
 * @param version the major version times a thousand, and the minor one
 * @param features what it was started with, as it was written
 * @param takesLate whether it stores samples that come behind later ones
 */
record Dialect(int version, String features, boolean takesLate) {
  /** The feature that removes names of metrics at the end of a query only. */
  static final String DELAYED_NAMES = "promql-delayed-name-removal";

  /** The release that Varve follows. */
  private static final int FOLLOWED = 3_014;

  /** In which release a form came, or was mended last. */
  private static final Map<String, Integer> SINCE =
      Stream.of(
              "2051 delta increase rate histogram_avg",
              "2054 limitk limit_ratio",
              "2055 sort_by_label sort_by_label_desc",
              "3000 double_exponential_smoothing stddev stdvar",
              "3001 :",
              "3004 histogram_stddev histogram_stdvar",
              "3005 atan2 deriv predict_linear ts_of_last_over_time",
              "3005 ts_of_max_over_time ts_of_min_over_time",
              "3006 topk bottomk",
              "3007 ts_of_first_over_time",
              "3008 histogram_fraction",
              "3009 == != < > <= >= or - label_replace label_join count_values",
              "3011 histogram_quantiles </ >/",
              "3012 start end range step",
              "3013 min_of max_of",
              "3014 first_over_time mad_over_time anchored smoothed info",
              "3014 fill fill_left fill_right")
          .map(line -> line.split(" "))
          .flatMap(line -> Arrays.stream(line).skip(1).map(form -> Map.entry(form, line[0])))
          .collect(Collectors.toMap(Map.Entry::getKey, e -> Integer.valueOf(e.getValue())));

  /** Names, subqueries, signs, and operators; these stand between spaces. */
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z_0-9]+(?= ?\\(| by | without )|anchored|smoothed|:|-(?=\\()"
              + "|(?<= )(?:or|atan2|[=!]=|[<>][=/]?)(?= )");

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  static Dialect of(QueryClient prometheus) throws IOException, InterruptedException {
    JsonNode build = prometheus.status("buildinfo");
    Matcher version = VERSION.matcher(build.path("version").asText());
    if (!version.matches()) {
      throw new IOException("no version of Prometheus: " + build);
    }
    return new Dialect(
        Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2)),
        prometheus.status("flags").path("enable-feature").asText(),
        prometheus.status("config").path("yaml").asText().contains("out_of_order_time_window"));
  }

  /**
   * Whether it answers a query's forms. Where names are to be removed later, its {@code or} takes
   * series of either side for one if they differ in nothing else, and the first for both.
   */
  boolean speaks(String query) {
    return !(has(DELAYED_NAMES) && query.contains(" or "))
        && FORM.matcher(query)
            .results()
            .map(MatchResult::group)
            .allMatch(form -> SINCE.getOrDefault(form, 0) <= version);
  }

  /** Whether histograms, annotations and messages are what they are to be. */
  boolean isFollowed() {
    return version >= FOLLOWED;
  }

  /** Whether ranges and what a selector looks back at are open on the left. */
  boolean isOpenOnTheLeft() {
    return version >= 3_000;
  }

  boolean has(String feature) {
    return features.contains(feature);
  }
}

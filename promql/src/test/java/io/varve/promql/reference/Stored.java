package io.varve.promql.reference;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.Matcher;
import io.varve.model.StaleNaN;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All series with all their samples, stale markers among them. */
public final class Stored {
  private final SortedMap<Labels, List<Point>> series = new TreeMap<>();

  /** Adds a sample behind those that the series has. */
  public void add(Labels labels, long time, double value) {
    series.computeIfAbsent(labels, _ -> new ArrayList<>()).add(new Point(time, value));
  }

  /** Returns the samples of {@code (start, end]} of each series that matches and has some. */
  SortedMap<Labels, List<Point>> between(List<LabelMatcher> matchers, long start, long end) {
    List<Matcher> compiled = matchers.stream().map(Stored::compile).toList();
    SortedMap<Labels, List<Point>> found = new TreeMap<>();
    series.forEach(
        (labels, points) -> {
          if (compiled.stream().allMatch(m -> m.matches(labels))) {
            List<Point> inside =
                points.stream().filter(p -> p.time() > start && p.time() <= end).toList();
            if (!inside.isEmpty()) {
              found.put(labels, inside);
            }
          }
        });
    return found;
  }

  /** Returns whether a value says that its series has ended. */
  static boolean isStale(double value) {
    return StaleNaN.isStale(value);
  }

  private static Matcher compile(LabelMatcher matcher) {
    return Matcher.compile(matcher, e -> Pattern.compile(e, Pattern.DOTALL).asMatchPredicate());
  }
}

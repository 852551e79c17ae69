package io.varve.promql.exec;

import com.google.re2j.Pattern;
import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.model.LabelsBuilder;
import io.varve.model.Matcher;
import io.varve.promql.value.QueryException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What {@code info} does with labels. */
final class InfoLabels {
  /** The labels in which series and info series agree. */
  private static final String[] IDENTIFYING = {"instance", "job"};

  private final List<Matcher> ofName;
  private final Set<String> wanted = new HashSet<>();
  private boolean optional = true;

  /**
   * Makes it.
   *
   * @param matchers by which the info series were selected
   */
  InfoLabels(List<LabelMatcher> matchers) {
    List<Matcher> compiled =
        matchers.stream().map(m -> Matcher.compile(m, InfoLabels::wholeMatch)).toList();
    this.ofName = compiled.stream().filter(InfoLabels::isOfName).toList();
    for (Matcher m : compiled) {
      if (!isOfName(m)) {
        wanted.add(m.name());
        optional &= m.matches("");
      }
    }
  }

  private static boolean isOfName(Matcher matcher) {
    return matcher.name().equals(LabelName.METRIC_NAME);
  }

  /** The dot matches line feeds too, as in Prometheus. */
  private static Predicate<String> wholeMatch(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL)::matches;
  }

  /** Returns whether a series without info series stays. */
  boolean isOptional() {
    return optional;
  }

  /** Returns whether a series is itself an info series, which gets no labels. */
  boolean isInfo(Labels series) {
    return ofName.stream().allMatch(m -> m.matches(series.metricName()));
  }

  /** Returns the labels in which a series must agree with its info series. */
  static Labels identity(Labels series) {
    return series.keeping(IDENTIFYING);
  }

  /**
   * Returns which values of the identifying labels there are among series. As in Prometheus, an
   * info series counts only if it has one of them for each label that has any, though it would
   * match a series without that label.
   */
  Map<String, Set<String>> identities(List<Labels> series) {
    Map<String, Set<String>> values = new HashMap<>();
    for (Labels labels : series) {
      if (!isInfo(labels)) {
        for (String name : IDENTIFYING) {
          String value = labels.get(name);
          if (!value.isEmpty()) {
            values.computeIfAbsent(name, _ -> new HashSet<>()).add(value);
          }
        }
      }
    }
    return values;
  }

  /**
   * Returns a series' labels with those of its info series put to them; its own stay.
   *
   * @throws QueryException if two info series differ in a label that it has not
   */
  Labels enriched(Labels series, List<Labels> infos) {
    LabelsBuilder result = Labels.builder().reset(series);
    for (Labels info : infos) {
      for (int i = 0; i < info.size(); i++) {
        String name = info.name(i);
        boolean taken = wanted.isEmpty() || wanted.contains(name);
        if (taken && series.get(name).isEmpty() && !name.equals(LabelName.METRIC_NAME)) {
          String before = result.get(name);
          if (!before.isEmpty() && !before.equals(info.value(i))) {
            throw QueryException.execution("conflicting label: " + name);
          }
          result.set(name, info.value(i));
        }
      }
    }
    return result.build();
  }
}

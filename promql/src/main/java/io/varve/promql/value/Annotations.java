package io.varve.promql.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The annotations of one query, each severity and text once. What is printed does not depend on the
 * order in which annotations came. Not thread-safe.
 */
public final class Annotations {
  private record Key(Annotation.Severity severity, String text) {}

  private final Map<Key, Annotation> all = new LinkedHashMap<>();

  /** Adds an annotation, or merges it with the one of the same severity and text. */
  public void add(Annotation annotation) {
    all.merge(new Key(annotation.severity(), annotation.text()), annotation, (a, b) -> a.merge(b));
  }

  /** Adds all annotations of another set. */
  public void addAll(Annotations other) {
    other.all.values().forEach(this::add);
  }

  /** Returns all annotations in the order in which they first came. */
  public Collection<Annotation> values() {
    return List.copyOf(all.values());
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Returns the warnings as Prometheus prints them, sorted.
   *
   * @param query the text of the query
   * @param max how many at most, 0 for all; one more line says how many were left out
   */
  public List<String> warnings(String query, int max) {
    return print(Annotation.Severity.WARNING, "warning", query, max);
  }

  /** Returns the infos as Prometheus prints them; as {@link #warnings}. */
  public List<String> infos(String query, int max) {
    return print(Annotation.Severity.INFO, "info", query, max);
  }

  private List<String> print(Annotation.Severity severity, String word, String query, int max) {
    List<String> printed = new ArrayList<>();
    for (Annotation a : all.values()) {
      if (a.severity() == severity) {
        printed.add(a.print(query));
      }
    }
    printed.sort(null);
    if (max > 0 && printed.size() > max) {
      int omitted = printed.size() - max;
      printed.subList(max, printed.size()).clear();
      printed.add("%d more %s annotations omitted".formatted(omitted, word));
    }
    return printed;
  }
}

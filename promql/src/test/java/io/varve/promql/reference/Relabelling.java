package io.varve.promql.reference;

import io.varve.model.Labels;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Functions that write labels. */
final class Relabelling {
  private Relabelling() {}

  static List<Element> apply(String function, List<Element> vector, List<String> args) {
    boolean replaces = function.equals("label_replace");
    return vector.stream()
        .map(
            e ->
                new Element(
                    replaces ? replaced(e.labels(), args) : joined(e.labels(), args), e.value()))
        .toList();
  }

  /** Destination, replacement, source, expression; the replacement knows {@code $1} only. */
  private static Labels replaced(Labels labels, List<String> args) {
    Matcher matcher = Pattern.compile(args.get(3), Pattern.DOTALL).matcher(labels.get(args.get(2)));
    if (!matcher.matches()) {
      return labels;
    }
    String group = matcher.groupCount() > 0 ? matcher.group(1) : "";
    return written(labels, args.get(0), args.get(1).replace("$1", group));
  }

  /** Destination, separator, sources. */
  private static Labels joined(Labels labels, List<String> args) {
    String value = args.stream().skip(2).map(labels::get).collect(Collectors.joining(args.get(1)));
    return written(labels, args.get(0), value);
  }

  private static Labels written(Labels labels, String name, String value) {
    return value.isEmpty() ? labels.without(name) : labels.with(name, value);
  }
}

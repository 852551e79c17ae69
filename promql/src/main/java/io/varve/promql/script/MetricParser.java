package io.varve.promql.script;

import io.varve.model.LabelName;
import io.varve.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** Reads a metric: a name, labels between braces, or both. */
final class MetricParser {
  private static final String WHERE = "label set";

  private MetricParser() {}

  static Labels parse(TextCursor cursor) {
    List<String> pairs = new ArrayList<>();
    String name = cursor.take(MetricParser::isNameCharacter);
    boolean braces = cursor.accept("{");
    if (name.isEmpty() && !braces) {
      throw cursor.unexpected("series", "metric name or \"{\"");
    }
    if (!name.isEmpty()) {
      if (!LabelName.isValidLegacyMetric(name)) {
        throw cursor.error("invalid metric name \"" + name + "\"");
      }
      add(pairs, LabelName.METRIC_NAME, name);
    }
    if (braces) {
      parseLabels(cursor, pairs);
    }
    try {
      return Labels.of(pairs.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw cursor.error(String.valueOf(e.getMessage()));
    }
  }

  private static void parseLabels(TextCursor cursor, List<String> pairs) {
    cursor.skipBlanks();
    while (!cursor.accept("}")) {
      parseLabel(cursor, pairs);
      cursor.skipBlanks();
      if (cursor.accept(",")) {
        cursor.skipBlanks();
      } else if (cursor.peek() != '}') {
        throw cursor.unexpected(WHERE, "\",\" or \"}\"");
      }
    }
  }

  private static void parseLabel(TextCursor cursor, List<String> pairs) {
    boolean quoted = isQuote(cursor.peek());
    String name =
        quoted
            ? GoString.unquote(cursor, cursor.takeQuoted())
            : cursor.take(c -> isNameCharacter(c) && c != ':');
    if (name.isEmpty()) {
      throw cursor.unexpected(WHERE, "identifier or \"}\"");
    }
    cursor.skipBlanks();
    if (!cursor.accept("=")) {
      if (!quoted) {
        throw cursor.unexpected(WHERE, "\"=\"");
      }
      add(pairs, LabelName.METRIC_NAME, name);
      return;
    }
    cursor.skipBlanks();
    if (!isQuote(cursor.peek())) {
      throw cursor.unexpected(WHERE, "string");
    }
    add(pairs, name, GoString.unquote(cursor, cursor.takeQuoted()));
  }

  private static void add(List<String> pairs, String name, String value) {
    pairs.add(name);
    pairs.add(value);
  }

  private static boolean isQuote(int c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == ':';
  }
}

package io.varve.promql.script;

import io.varve.promql.parse.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of a script.
 *
 * @param file the script's name, for messages
 * @param number the line's number, from 1
 * @param text trimmed; empty for a comment
 */
record Line(String file, int number, String text) {
  /** Splits a script. */
  static List<Line> of(String file, String script) {
    String[] texts = script.split("\n", -1);
    List<Line> lines = new ArrayList<>(texts.length);
    for (int i = 0; i < texts.length; i++) {
      String text = texts[i].strip();
      lines.add(new Line(file, i + 1, text.startsWith("#") ? "" : text));
    }
    return lines;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Returns what stands before the first blank, in lower case. */
  String firstWord() {
    return text.split("[\t ]", 2)[0].toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a duration that stands in this line.
   *
   * @param what it defines, for the message when it is none
   * @return ms
   */
  long duration(String what, String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw error("invalid %s definition \"%s\": %s".formatted(what, text, e.getMessage()));
    }
  }

  /** Returns the exception that names this line. */
  ScriptException error(String problem) {
    return new ScriptException(file, number, problem);
  }
}

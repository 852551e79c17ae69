package io.varve.promql.script;

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

  /** Returns the exception that names this line. */
  ScriptException error(String problem) {
    return new ScriptException(file, number, problem);
  }
}

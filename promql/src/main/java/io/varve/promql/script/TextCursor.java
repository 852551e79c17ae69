package io.varve.promql.script;

import io.varve.model.GoQuote;
import java.util.function.IntPredicate;

/** A place in a line that moves on as its text is read. Not thread-safe. */
final class TextCursor {
  private static final int END = -1;

  private final Line line;
  private final String text;
  private int at;

  TextCursor(Line line, String text) {
    this.line = line;
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** Returns the next character, or -1 at the end. */
  int peek() {
    return atEnd() ? END : text.charAt(at);
  }

  /** Steps over the text if it comes next, and tells whether it did. */
  boolean accept(String expected) {
    boolean found = text.startsWith(expected, at);
    at += found ? expected.length() : 0;
    return found;
  }

  /** Steps over the text, which must come next. */
  void expect(String expected, String where) {
    if (!accept(expected)) {
      throw unexpected(where, GoQuote.quote(expected));
    }
  }

  /** Steps over blanks, and tells whether there were any. */
  boolean skipBlanks() {
    return !take(c -> c == ' ' || c == '\t').isEmpty();
  }

  /** Takes characters as long as they fit. */
  String take(IntPredicate fits) {
    int from = at;
    while (!atEnd() && fits.test(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  /** Takes a quoted string, its quotes included; it ends at the first quote not escaped. */
  String takeQuoted() {
    int from = at;
    int quote = peek();
    at++;
    while (peek() != quote) {
      if (peek() == '\\' && quote != '`') {
        at++;
      }
      if (atEnd()) {
        throw error("unterminated quoted string " + text.substring(from));
      }
      at++;
    }
    at++;
    return text.substring(from, at);
  }

  /** Returns what has not been read yet. */
  String rest() {
    return text.substring(at);
  }

  ScriptException unexpected(String where, String expected) {
    String found = atEnd() ? "end of line" : GoQuote.quote(rest());
    return error("unexpected %s in %s, expected %s".formatted(found, where, expected));
  }

  ScriptException error(String problem) {
    return line.error(problem);
  }
}

package io.varve.promql.parse;

import java.util.function.IntPredicate;

/**
 * A place in a query's text, and the beginning of the token that is being read. Plain and mutable;
 * for one thread.
 */
final class Cursor {
  /** What {@link #next} returns after the last character. */
  static final int EOF = -1;

  private final String text;
  private int pos;
  private int start;
  private int width;

  Cursor(String text) {
    this.text = text;
  }

  /** Returns the next code point and moves past it; at the end returns {@link #EOF}. */
  int next() {
    if (pos >= text.length()) {
      width = 0;
      return EOF;
    }
    int c = text.codePointAt(pos);
    width = Character.charCount(c);
    pos += width;
    return c;
  }

  /** Takes back the last call of {@link #next}; may be called once for each. */
  void backup() {
    pos -= width;
  }

  int peek() {
    int c = next();
    backup();
    return c;
  }

  /** Moves past the next character if it is one of the given ones. */
  boolean accept(String valid) {
    if (isIn(valid, next())) {
      return true;
    }
    backup();
    return false;
  }

  boolean peekIn(String valid) {
    return isIn(valid, peek());
  }

  /** Moves past all characters up to the first that is not of the kind. */
  void acceptAll(IntPredicate kind) {
    int c;
    do {
      c = next();
    } while (kind.test(c));
    backup();
  }

  /** Begins a token here. */
  void markStart() {
    start = pos;
  }

  int start() {
    return start;
  }

  int pos() {
    return pos;
  }

  /** Returns the text of the token so far. */
  String taken() {
    return text.substring(start, pos);
  }

  String text() {
    return text;
  }

  static boolean isIn(String valid, int c) {
    return c != EOF && valid.indexOf(c) >= 0;
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlpha(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isAlphaNumeric(int c) {
    return isAlpha(c) || isDigit(c);
  }
}

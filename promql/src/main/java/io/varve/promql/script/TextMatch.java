package io.varve.promql.script;

import com.google.re2j.Pattern;

/** What a message must look like. */
sealed interface TextMatch {
  boolean matches(String text);

  /** Any text. */
  record Any() implements TextMatch {
    @Override
    public boolean matches(String text) {
      return true;
    }

    @Override
    public String toString() {
      return "any message";
    }
  }

  /** Exactly this text. */
  record Exactly(String text) implements TextMatch {
    @Override
    public boolean matches(String other) {
      return text.equals(other);
    }

    @Override
    public String toString() {
      return "message \"" + text + "\"";
    }
  }

  /** A text in which the expression is found. */
  record Matching(Pattern pattern) implements TextMatch {
    @Override
    public boolean matches(String text) {
      return pattern.matcher(text).find();
    }

    @Override
    public String toString() {
      return "message matching \"" + pattern + "\"";
    }
  }
}

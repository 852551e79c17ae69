package io.varve.persistence.match;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Bounds what a regular expression may make the engine do, which has bounds of its own only for a
 * single repetition: {@code ((a{1000}){1000}){1000}} would be a program of a billion steps, and
 * both its parser and its matcher recurse, over nested groups and over what is optional.
 *
 * <p>One pass without recursion counts steps and optional places, each times the repetitions around
 * it, as an upper estimate. Invalid expressions are let through: the engine names their fault.
 */
final class RegexLimits {
  /** The engine's parser recurses; Go, whose stacks grow, allows 1000. */
  private static final int MAX_DEPTH = 200;

  /** Go's bound of a repetition, nested ones multiplied. */
  private static final int MAX_REPEAT = 1000;

  /** A program of this many steps takes some 10 MB and can be compiled within 0.1 s. */
  private static final long MAX_STEPS = 100_000;

  /** The matcher recurses once for each in a row; half a megabyte of stack takes this many. */
  private static final long MAX_CHOICES = 4_000;

  private final Deque<Cost> open = new ArrayDeque<>();
  private Cost level = new Cost();

  private RegexLimits() {}

  /** Steps and choices of a group so far; the last atom apart, since a quantifier may follow. */
  private static final class Cost {
    long steps;
    long choices;
    long repeat = 1;
    long atomSteps;
    long atomChoices;
    long atomRepeat = 1;

    void closeAtom() {
      steps += atomSteps;
      choices += atomChoices;
      repeat = Math.max(repeat, atomRepeat);
      startAtom(0, 0, 1);
    }

    void startAtom(long stepsOfAtom, long choicesOfAtom, long repeatOfAtom) {
      atomSteps = stepsOfAtom;
      atomChoices = choicesOfAtom;
      atomRepeat = repeatOfAtom;
    }

    boolean isOver() {
      return steps + atomSteps > MAX_STEPS || choices + atomChoices > MAX_CHOICES;
    }
  }

  /** Returns what is too much about the expression, in Go's words, or nothing. */
  static Optional<String> violation(String regex) {
    return new RegexLimits().scan(regex);
  }

  private Optional<String> scan(String regex) {
    for (int i = 0; i < regex.length(); i++) {
      switch (regex.charAt(i)) {
        case '(' -> {
          if (open.size() >= MAX_DEPTH) {
            return Optional.of("expression nests too deeply: `" + regex + "`");
          }
          level.closeAtom();
          open.push(level);
          level = new Cost();
        }
        case ')' -> closeGroup();
        case '|' -> {
          level.closeAtom();
          level.startAtom(1, 1, 1);
        }
        case '*', '+', '?' -> {
          level.atomSteps++;
          level.atomChoices++;
        }
        case '{' -> {
          int count = countAt(regex, i);
          level.atomRepeat *= Math.max(1, count);
          if (level.atomRepeat > MAX_REPEAT) {
            String brace = regex.substring(i, regex.indexOf('}', i) + 1);
            return Optional.of("invalid repeat count: `" + brace + "`");
          }
          level.atomSteps = Math.max(1, level.atomSteps) * Math.max(1, count);
          level.atomChoices = (level.atomChoices + 1) * Math.max(1, count);
        }
        case '[' -> {
          i = endOfClass(regex, i);
          nextAtom();
        }
        case '\\' -> {
          i++;
          nextAtom();
        }
        default -> nextAtom();
      }
      if (level.isOver()) {
        return Optional.of("expression too large: `" + regex + "`");
      }
    }
    return Optional.empty();
  }

  private void nextAtom() {
    level.closeAtom();
    level.startAtom(1, 0, 1);
  }

  private void closeGroup() {
    if (open.isEmpty()) {
      return;
    }
    level.closeAtom();
    Cost inner = level;
    level = open.pop();
    level.startAtom(inner.steps + 2, inner.choices, inner.repeat);
  }

  /** Returns the greatest count of the repetition whose brace stands there; 0 if it is none. */
  private static int countAt(String regex, int brace) {
    int count = 0;
    int max = 0;
    for (int i = brace + 1; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c >= '0' && c <= '9') {
        count = Math.min(100_000, count * 10 + (c - '0'));
        max = Math.max(max, count);
      } else if (c == ',') {
        count = 0;
      } else {
        return c == '}' ? max : 0;
      }
    }
    return 0;
  }

  /** Returns where the class closes; a bracket that comes first, or is escaped, is a member. */
  static int endOfClass(String regex, int start) {
    int i = start + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      i++;
    }
    for (int first = i; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[' && regex.startsWith("[:", i) && regex.indexOf(":]", i + 2) > 0) {
        i = regex.indexOf(":]", i + 2) + 1;
      } else if (c == ']' && i > first) {
        return i;
      }
    }
    return regex.length();
  }
}

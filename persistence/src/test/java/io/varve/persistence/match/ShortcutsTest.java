package io.varve.persistence.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.varve.model.LabelMatcher;
import io.varve.model.MatchType;
import io.varve.model.VarveException;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random expressions and values: with shortcuts and without, the answer is the same. */
final class ShortcutsTest {
  private static final String[] ATOMS = {
    "a",
    "b",
    "ab",
    "é",
    "😀",
    "\\.",
    ".",
    "\\n",
    "\\d",
    "[ab]",
    "[^a]",
    "[0-2]",
    "[a-]",
    "[]a]",
    "^",
    "$",
    "(?i)",
    "(?i:a)",
    "\\Qa.\\E",
    "\\x61",
    "(?P<n>a)",
    "-",
    "\\-",
    "]",
    "}",
    "{",
    "(?-s)"
  };
  private static final String[] QUANTIFIERS = {
    "", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,1}", "{1,}", "{,2}", "**"
  };
  private static final String[] PIECES = {"a", "b", "é", "😀", ".", "\n", "1", "-", "A", "{", "]"};

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void answerAsTheEngineDoes() {
    int compiled = 0;
    for (int i = 0; i < Scale.of(30_000, 2_000_000); i++) {
      String regex = regex(random, 3);
      Pattern engine;
      try {
        engine = Pattern.compile(regex, Pattern.DOTALL);
      } catch (PatternSyntaxException e) {
        assertRefused(regex);
        continue;
      }
      compiled++;
      CompiledMatcher matcher = CompiledMatcher.compile(new LabelMatcher(MatchType.RE, "l", regex));
      for (int k = 0; k < 20; k++) {
        assertSame(matcher, engine, value(random, k));
      }
      if (matcher.hasValues()) {
        assertThat(matcher.values()).allMatch(engine::matches);
      }
    }
    assertThat(compiled).isGreaterThan(1000);
  }

  private static void assertRefused(String regex) {
    try {
      CompiledMatcher.compile(new LabelMatcher(MatchType.RE, "l", regex));
    } catch (VarveException e) {
      assertThat(e).hasMessageStartingWith("error parsing regexp: ");
      return;
    }
    throw new AssertionError("taken though invalid: " + regex);
  }

  private static void assertSame(CompiledMatcher matcher, Pattern engine, String value) {
    boolean expected = engine.matches(value);
    byte[] utf8 = ("é" + value + "a").getBytes(StandardCharsets.UTF_8);
    assertThat(matcher.matches(value)).as("%s on %s", matcher, value).isEqualTo(expected);
    assertThat(matcher.matches(utf8, 2, utf8.length - 3))
        .as("%s on bytes of %s", matcher, value)
        .isEqualTo(expected);
    if (expected) {
      assertThat(value).as("prefix of %s", matcher).startsWith(matcher.prefix());
    }
  }

  private static String regex(Random random, int depth) {
    StringBuilder sb = new StringBuilder();
    int branches = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
    for (int b = 0; b < branches; b++) {
      sb.append(b == 0 ? "" : "|");
      for (int n = random.nextInt(4); n > 0; n--) {
        switch (random.nextInt(depth > 0 ? 6 : 5)) {
          case 0, 1 -> sb.append(PIECES[random.nextInt(4)]);
          case 2 -> sb.append(random.nextBoolean() ? ".*" : ".+");
          case 3, 4 ->
              sb.append(ATOMS[random.nextInt(ATOMS.length)])
                  .append(QUANTIFIERS[random.nextInt(QUANTIFIERS.length)]);
          default ->
              sb.append(random.nextBoolean() ? "(" : "(?:")
                  .append(regex(random, depth - 1))
                  .append(random.nextInt(30) == 0 ? "" : ")")
                  .append(QUANTIFIERS[random.nextInt(QUANTIFIERS.length)]);
        }
      }
    }
    return sb.toString();
  }

  private static String value(Random random, int maxLength) {
    StringBuilder sb = new StringBuilder();
    for (int n = random.nextInt(1 + maxLength / 2); n > 0; n--) {
      sb.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return sb.toString();
  }
}

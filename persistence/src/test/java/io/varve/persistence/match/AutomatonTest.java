package io.varve.persistence.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ShortcutsTest} draws expressions; these must have an automaton. */
final class AutomatonTest {
  private static final String[] VALUES = {
    "",
    "a",
    "ab",
    "aab",
    "abb",
    "a/b",
    "ä/12",
    "a/1234",
    "pod-17-x",
    "pod-1234-é",
    "x\ny",
    "😀",
    "1"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a+b*",
        "[^/]+/\\d{2,3}",
        "pod-[0-9]+-.",
        ".+-1[0-9]+-(x|é).?",
        "(a|(ab)?){2}b*",
        "\\w{1,}\\W\\S*",
        "x\\sy|\\D",
        "(.)"
      })
  void takesWhatTheEngineTakes(String regex) {
    ValueSet automaton = build(regex).orElseThrow();
    Pattern engine = Pattern.compile(regex, Pattern.DOTALL);
    for (String value : VALUES) {
      assertThat(automaton.contains(value))
          .as("%s on %s", regex, value)
          .isEqualTo(engine.matches(value));
    }
  }

  @Test
  void thereIsNoneThatIsLarge() {
    assertThat(build("(a|b)*a(a|b){5}")).isPresent();
    assertThat(build("(a|b)*a(a|b){12}")).as("4,096 states and more").isEmpty();
    assertThat(build("(abc){500}")).as("1,500 steps").isEmpty();
  }

  @Test
  void thereIsNoneOfWhatIsNotUnderstood() {
    assertThat(build("(?i)a+")).isEmpty();
    assertThat(build("a+\\bb")).isEmpty();
    assertThat(build("\\pL+")).isEmpty();
  }

  private static Optional<ValueSet> build(String regex) {
    return AutomatonBuilder.build(RegexParser.parse(regex), "");
  }
}

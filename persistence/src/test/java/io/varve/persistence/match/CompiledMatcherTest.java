package io.varve.persistence.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.ErrorKind;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.VarveException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompiledMatcherTest {
  private static CompiledMatcher matcher(MatchType type, String value) {
    return CompiledMatcher.compile(new LabelMatcher(type, "l", value));
  }

  private static CompiledMatcher regex(String value) {
    return matcher(MatchType.RE, value);
  }

  @Test
  void comparesValuesAndTakesAnAbsentLabelAsEmpty() {
    Labels with = Labels.of("l", "a");
    Labels without = Labels.of("other", "a");

    assertThat(matcher(MatchType.EQ, "a").matches(with)).isTrue();
    assertThat(matcher(MatchType.EQ, "a").matches(without)).isFalse();
    assertThat(matcher(MatchType.EQ, "").matches(without)).isTrue();
    assertThat(matcher(MatchType.NEQ, "a").matches(with)).isFalse();
    assertThat(matcher(MatchType.NEQ, "a").matches(without)).isTrue();
    assertThat(matcher(MatchType.NEQ, "").matches(without)).isFalse();
    assertThat(matcher(MatchType.RE, "a|").matches(without)).isTrue();
    assertThat(matcher(MatchType.NRE, "b.*").matches(with)).isTrue();
    assertThat(matcher(MatchType.NRE, ".+").matchesEmpty()).isTrue();
    assertThat(matcher(MatchType.RE, ".+").matchesEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a.c,       'a\nc', true",
    "foo,       foobar, false",
    "foo,       xfoo,   false",
    "foo$,      'foo\n', false",
    "^foo$,     foo,    true",
    "^foo|bar$, bar,    true",
    "(?i)foo,   FoO,    true",
    "(?-s)a.c,  'a\nc', false",
    "fo+,       fooo,   true",
    "5..,       503,    true",
    "5..,       5033,   false",
    ".*ab.*ab,  ab,     false",
    ".*ab.*ab,  abab,   true",
    ".+..+,     é,      false",
    ".+.+,      é,      false",
    ".+.+,      éa,     true",
    "a{2},      aa,     true",
    "a{,        a{,     true"
  })
  void matchesWholeValuesAndLetsTheDotMatchANewline(String regex, String value, boolean expected) {
    byte[] utf8 = ("<" + value + ">").getBytes(StandardCharsets.UTF_8);

    assertThat(regex(regex).matches(value)).isEqualTo(expected);
    assertThat(regex(regex).matches(utf8, 1, utf8.length - 2)).isEqualTo(expected);
    assertThat(matcher(MatchType.NRE, regex).matches(value)).isEqualTo(!expected);
  }

  @ParameterizedTest
  @CsvSource({
    "foo,               foo",
    "foo|bar|bar,       bar;foo",
    "'foo|',            ;foo",
    "foo-(a|b),         foo-a;foo-b",
    "foo-(a|b)?,        foo-;foo-a;foo-b",
    "https?://x\\.y,    http://x.y;https://x.y",
    "(?:4|5)0[0-2],     400;401;402;500;501;502",
    "^(a|b)$,           a;b"
  })
  void knowsFiniteSetsOfValues(String regex, String values) {
    CompiledMatcher matcher = regex(regex);

    assertThat(matcher.hasValues()).isTrue();
    assertThat(matcher.values()).containsExactly(values.split(";", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "foo.*,            foo",
    "foo[^x]+y,        foo",
    "foo(bar|baz)x.*,  fooba",
    "fooo*,            foo",
    "foo\\.bar\\d,     foo.bar",
    "foo|bar.*,        ''",
    "(?i)foo,          ''",
    "(?:foo)*bar,      ''",
    "foo{0},           fo",
    "fo?o.*,           fo",
    "\\pLfoo,          ''"
  })
  void knowsPrefixes(String regex, String prefix) {
    assertThat(regex(regex).prefix()).isEqualTo(prefix);
  }

  @Test
  void knowsWhatTakesEverything() {
    for (String regex : List.of(".*", "(.*)", ".*?", "^.*$")) {
      assertThat(regex(regex).takesEverything()).as(regex).isTrue();
    }
    for (String regex : List.of(".+", "(?:.+)", ".+.*", ".*.+")) {
      assertThat(regex(regex).takesEverything()).as(regex).isFalse();
    }
    assertThat(regex(".+").takesAllButEmpty()).isTrue();
    assertThat(regex("(?-s).*").takesEverything()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a(; missing closing ): `a(`",
        "a); unexpected ): `a)`",
        "a**; invalid nested repetition operator: `**`",
        "*a; missing argument to repetition operator: `*`",
        "[a; missing closing ]: `[a`",
        "[b-a]; invalid character class range: `b-a`",
        "\\; trailing backslash at end of expression: ``",
        "\\y; invalid escape sequence: `\\y`",
        "(?!a); invalid or unsupported Perl syntax: `(?!`",
        "a{1001}; invalid repeat count: `{1001}`",
        "(?P<n; invalid named capture: `(?P<n`",
        "(a{100}){11}; invalid repeat count: `{11}`",
      })
  void saysInGosWordsWhatIsWrong(String regex, String message) {
    assertThatThrownBy(() -> regex(regex))
        .isInstanceOfSatisfying(
            VarveException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_REQUEST))
        .hasMessage("error parsing regexp: " + message);
  }

  @Test
  void refusesWhatWouldExhaustTheEngine() {
    assertThatThrownBy(() -> regex("(".repeat(500) + "a" + ")*".repeat(500)))
        .isInstanceOf(VarveException.class)
        .hasMessageStartingWith("error parsing regexp: expression nests too deeply: `((");
    for (String regex :
        List.of(
            "x" + "a?".repeat(20_000),
            "[ab]" + "a*|".repeat(20_000),
            "((\\pL{1000})|x)y{1000}z".repeat(100))) {
      assertThatThrownBy(() -> regex(regex))
          .isInstanceOf(VarveException.class)
          .hasMessageStartingWith("error parsing regexp: expression too large: `");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 20_000})
  void takesAlternativesWithoutLimitWhereTheyArePlain(int count) {
    StringBuilder regex = new StringBuilder("value-0");
    for (int i = 1; i < count; i++) {
      regex.append("|value-").append(i);
    }
    CompiledMatcher matcher = regex(regex.toString());

    assertThat(matcher.values()).hasSize(count);
    assertThat(matcher.matches("value-" + (count - 1))).isTrue();
    assertThat(matcher.matches("value-" + count)).isFalse();
  }

  @Test
  void printsAsPrometheusDoes() {
    assertThat(matcher(MatchType.NRE, "a\"b")).hasToString("l!~\"a\\\"b\"");
  }
}

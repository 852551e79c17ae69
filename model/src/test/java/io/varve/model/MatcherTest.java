package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatcherTest {
  private static final Matcher.RegexCompiler JDK =
      regex -> Pattern.compile(regex).asMatchPredicate();

  @ParameterizedTest
  @CsvSource({
    "EQ, api, true, false, false",
    "NEQ, api, false, true, true",
    "RE, 'a.*', true, true, false",
    "NRE, 'a.*', false, false, true",
    "EQ, '', false, false, true",
    "NEQ, '', true, true, false"
  })
  void matchesValues(MatchType type, String value, boolean api, boolean app, boolean absent) {
    LabelMatcher spec = new LabelMatcher(type, "job", value);
    Matcher matcher = Matcher.compile(spec, JDK);
    Matcher inverse = Matcher.compile(spec.inverse(), JDK);
    assertThat(matcher.matches("api")).isEqualTo(api).isNotEqualTo(inverse.matches("api"));
    assertThat(matcher.matches("app")).isEqualTo(app).isNotEqualTo(inverse.matches("app"));
    assertThat(matcher.matches(Labels.of("job", "api"))).isEqualTo(api);
    assertThat(matcher.matches(Labels.of("other", "api"))).isEqualTo(absent);
    assertThat(matcher.labelMatcher()).isEqualTo(spec);
    assertThat(matcher.type()).isEqualTo(type);
    assertThat(matcher.name()).isEqualTo("job");
    assertThat(matcher.value()).isEqualTo(value);
  }

  @Test
  void needsACompilerForRegexesOnly() {
    assertThat(Matcher.of(new LabelMatcher(MatchType.EQ, "a", "b")).matches("b")).isTrue();
    assertThatThrownBy(() -> Matcher.of(new LabelMatcher(MatchType.RE, "a", "b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "EQ, job, api, 'job=\"api\"'",
    "NEQ, job, 'a\"b', 'job!=\"a\\\"b\"'",
    "RE, my.label, 'a\\d', '\"my.label\"=~\"a\\\\d\"'",
    "NRE, 1a, '', '\"1a\"!~\"\"'"
  })
  void printsAsPrometheusDoes(MatchType type, String name, String value, String expected) {
    LabelMatcher spec = new LabelMatcher(type, name, value);
    assertThat(spec).hasToString(expected);
    assertThat(Matcher.compile(spec, JDK)).hasToString(expected);
  }

  @ParameterizedTest
  @EnumSource
  void inverseOfTheInverseIsTheType(MatchType type) {
    assertThat(type.inverse()).isNotEqualTo(type);
    assertThat(type.inverse().inverse()).isEqualTo(type);
    assertThat(type.inverse().isRegex()).isEqualTo(type.isRegex());
  }
}

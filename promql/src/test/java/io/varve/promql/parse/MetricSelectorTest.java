package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.LabelMatcher;
import io.varve.model.MatchType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricSelectorTest {
  private final PromQlParser parser = new PromQlParser(ParserOptions.STABLE);

  @Test
  void takesNamesAndConditions() {
    LabelMatcher name = new LabelMatcher(MatchType.EQ, "__name__", "sum");
    LabelMatcher job = new LabelMatcher(MatchType.RE, "job", "a|b");
    assertThat(parser.parseMetricSelector("sum")).isEqualTo(List.of(name));
    assertThat(parser.parseMetricSelector(" sum{job=~\"a|b\"} ")).isEqualTo(List.of(job, name));
    assertThat(parser.parseMetricSelector("{'sum',job=~'a|b'}")).isEqualTo(List.of(name, job));
    assertThat(parser.parseMetricSelector("{}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '$',
      value = {
        "$$; unknown position: parse error: unexpected end of input",
        "x offset 5m; 1:3: parse error: unexpected <offset>",
        "x[5m]; 1:2: parse error: unexpected \"[\"",
        "1; 1:1: parse error: unexpected number \"1\"",
        "x{a=}; 1:5: parse error: unexpected \"}\" in label matching, expected string",
        "x{a=~'('}; 1:3: parse error: error parsing regexp: missing closing ): `(`",
      })
  void takesNothingElse(String selector, String message) {
    assertThatThrownBy(() -> parser.parseMetricSelector(selector))
        .isInstanceOf(ParseException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '$',
      value = {
        "EQ; $$; true",
        "EQ; a; false",
        "NEQ; $$; false",
        "NEQ; a; true",
        "RE; .*; true",
        "RE; a.*; false",
        "RE; a|; true",
        "NRE; .+; true",
        "NRE; .*; false",
      })
  void knowsConditionsThatHoldWithoutTheLabel(MatchType type, String value, boolean matches) {
    assertThat(PromQlParser.matchesEmpty(new LabelMatcher(type, "a", value))).isEqualTo(matches);
  }
}

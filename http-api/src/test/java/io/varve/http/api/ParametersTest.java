package io.varve.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms and names as Go reads them. */
final class ParametersTest {
  @Test
  void theBodyComesBeforeTheAddress() {
    Parameters parameters = Parameters.parse("a=1&b=2", "a=3&c=%C3%B6+x%2By&flag");
    assertThat(parameters.get("a")).isEqualTo("1");
    assertThat(parameters.all("a")).containsExactly("1", "3");
    assertThat(parameters.get("c")).isEqualTo("ö x+y");
    assertThat(parameters.all("flag")).containsExactly("");
    assertThat(parameters.get("none")).isEmpty();
    parameters.requireWellFormed();
  }

  @Test
  void wrongPairsArePassedOver() {
    Parameters parameters = Parameters.parse("a=%zz&b=1;c=2&d=%4&e=up{job=\"x\"}");
    assertThat(parameters.get("a")).isEmpty();
    assertThat(parameters.get("b")).isEmpty();
    assertThat(parameters.get("e")).isEqualTo("up{job=\"x\"}");
    assertThatThrownBy(parameters::requireWellFormed)
        .hasMessage("error parsing form values: invalid URL escape \"%zz\"");
  }

  @ParameterizedTest
  @CsvSource({
    "http.status, http.status",
    "U__http_2e_status, http.status",
    "U__a__b, a_b",
    "U___f6_x, öx",
    "U___1f600_, 😀",
    "U__a_, U__a_",
    "U__a_zz_, U__a_zz_",
    "U__a_d800_, U__a_d800_",
    "U__a_1234567_, U__a_1234567_",
    "U__plain, plain"
  })
  void escapedNames(String escaped, String name) {
    assertThat(EscapedNames.unescape(escaped)).isEqualTo(name);
  }
}

package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelNameTest {
  @ParameterizedTest
  @CsvSource({
    "job, true, true, true",
    "_, true, true, true",
    "__name__, true, true, true",
    "a1B, true, true, true",
    "1a, true, false, false",
    "a:b, true, false, true",
    ":, true, false, true",
    "a.b, true, false, false",
    "a b, true, false, false",
    "ü, true, false, false",
    "'', false, false, false"
  })
  void tellsValidNames(String name, boolean valid, boolean legacyLabel, boolean legacyMetric) {
    assertThat(LabelName.isValid(name)).isEqualTo(valid);
    assertThat(LabelName.isValidLegacy(name)).isEqualTo(legacyLabel);
    assertThat(LabelName.isValidLegacyMetric(name)).isEqualTo(legacyMetric);
  }

  @ParameterizedTest
  @CsvSource({"\ud83e\udea8, true", "\ud83e, false", "\udea8, false", "\udea8\ud83e, false"})
  void wantsSurrogatesPaired(String name, boolean valid) {
    assertThat(LabelName.isValid(name)).isEqualTo(valid);
    assertThat(LabelName.isValid("a" + name + "b")).isEqualTo(valid);
  }
}

package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "anonymous", "Team-A_1", "!_.*'()-", "...", "_", "_a", "varve2", "Varve"})
  void takesNames(String name) {
    assertThat(TenantId.isValid(name)).isTrue();
    assertThat(new TenantId(name)).hasToString(name);
    assertThat(new TenantId(name).utf8()).isEqualTo(name.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "varve",
        "__",
        "__mimir_cluster",
        "a/b",
        "a b",
        "ä",
        "a\0",
        "a|b",
        "a\\"
      })
  void refusesOthers(String name) {
    assertThat(TenantId.isValid(name)).isFalse();
    assertThatExceptionOfType(VarveException.class)
        .isThrownBy(() -> new TenantId(name))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TENANT));
  }

  @Test
  void boundsTheLength() {
    assertThat(TenantId.isValid("t".repeat(150))).isTrue();
    assertThat(TenantId.isValid("t".repeat(151))).isFalse();
    assertThat(TenantId.DEFAULT.value()).isEqualTo("anonymous");
  }
}

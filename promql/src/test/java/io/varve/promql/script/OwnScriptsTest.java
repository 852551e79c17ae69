package io.varve.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the project's own scripts. */
class OwnScriptsTest {
  @ParameterizedTest(name = "{0} on {1} shards")
  @CsvSource({
    "expectations.test, 1",
    "expectations.test, 16",
    "placement.test, 1",
    "placement.test, 4",
    "placement.test, 64",
    "extended.test, 1",
    "extended.test, 16",
    "fill.test, 1",
    "fill.test, 16",
    "info.test, 1",
    "info.test, 16",
  })
  void passes(String file, int shards) throws IOException {
    Script script = Script.parse(file, read(file));
    assertThat(new ScriptRunner(shards, new EngineEvaluator()).run(script).failures()).isEmpty();
  }

  /** Returns the text of one of the project's own scripts. */
  static String read(String file) throws IOException {
    try (InputStream in = OwnScriptsTest.class.getResourceAsStream("own/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

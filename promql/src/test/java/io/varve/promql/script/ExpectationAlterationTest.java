package io.varve.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A runner that passes everything would pass all scripts, so this one must catch every lie. */
class ExpectationAlterationTest {
  private static final String FILE = "expectations.test";

  private final ScriptRunner runner = new ScriptRunner(4, new EngineEvaluator());

  @Test
  void passesTheScriptAsItIs() throws IOException {
    assertThat(runner.run(Script.parse(FILE, script())).failures()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("alterations")
  void catches(Alteration alteration) {
    ScriptReport report = runner.run(Script.parse(FILE, alteration.script()));
    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().getFirst().line()).isEqualTo(alteration.evalLine());
  }

  static List<Alteration> alterations() throws IOException {
    return Alteration.all(script());
  }

  private static String script() throws IOException {
    return OwnScriptsTest.read(FILE);
  }
}

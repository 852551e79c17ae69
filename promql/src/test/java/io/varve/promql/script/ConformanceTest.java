package io.varve.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs Prometheus's own scripts, which are not part of this project but lie beside it or above. As
 * many of each file's eval commands must pass as {@code conformance.properties} says; numbers there
 * only rise.
 */
class ConformanceTest {
  private static final Path FOLDER = Path.of("shared", "promqltest");

  @ParameterizedTest(name = "{0} on {1} shards")
  @MethodSource("scripts")
  void passesNoFewerThanBefore(String file, int shards, int atLeast) throws IOException {
    Path folder = folder();
    assumeTrue(
        Files.isDirectory(folder), "there are no scripts: no %s in any parent".formatted(FOLDER));
    Script script = Script.parse(file, Files.readString(folder.resolve(file)));
    ScriptReport report = new ScriptRunner(shards, new EngineEvaluator()).run(script);
    report.failures().forEach(System.out::println);
    assertThat(report.passed()).isGreaterThanOrEqualTo(atLeast);
  }

  private static Path folder() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory.getParent() != null && !Files.isDirectory(directory.resolve(FOLDER))) {
      directory = directory.getParent();
    }
    return directory.resolve(FOLDER);
  }

  static List<Arguments> scripts() throws IOException {
    Properties pinned = new Properties();
    try (InputStream in = ConformanceTest.class.getResourceAsStream("conformance.properties")) {
      pinned.load(Objects.requireNonNull(in));
    }
    return pinned.stringPropertyNames().stream()
        .sorted()
        .flatMap(
            file -> {
              int atLeast = Integer.parseInt(pinned.getProperty(file));
              return List.of(Arguments.of(file, 1, atLeast), Arguments.of(file, 16, atLeast))
                  .stream();
            })
        .toList();
  }
}

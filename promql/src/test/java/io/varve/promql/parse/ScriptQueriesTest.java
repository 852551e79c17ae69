package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.varve.promql.ast.Expr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parses and prints the queries of Prometheus's own scripts, which are not part of the project: the
 * test is skipped unless a folder above it holds {@code shared/promqltest}.
 */
class ScriptQueriesTest {
  private static final Pattern EVAL =
      Pattern.compile(
          "eval(?:_\\w+)?\\s+(?:instant(?:\\s+at\\s+\\S+)?"
              + "|range\\s+from\\s+\\S+\\s+to\\s+\\S+\\s+step\\s+\\S+)\\s+(.*)",
          Pattern.CASE_INSENSITIVE);

  private final PromQlParser parser = new PromQlParser(ParserOptions.ALL);

  static Stream<Path> scripts() throws IOException {
    Path above = Path.of("").toAbsolutePath();
    while (above != null) {
      Path folder = above.resolve("shared/promqltest");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          return files.filter(f -> f.toString().endsWith(".test")).sorted().toList().stream();
        }
      }
      above = above.getParent();
    }
    return Stream.empty();
  }

  @Test
  void findsTheScripts() throws IOException {
    assumeTrue(scripts().findAny().isPresent(), "no folder shared/promqltest");
    assertThat(scripts().mapToLong(s -> queries(s).count()).sum()).isEqualTo(2214);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("scripts")
  void whatIsPrintedParsesToAnEqualTree(Path script) {
    queries(script)
        .forEach(
            query -> {
              Expr tree = parser.parse(query);
              String text = Printer.print(tree);
              assertThat(Trees.withoutPositions(parser.parse(text)))
                  .as("%s: %s", query, text)
                  .isEqualTo(Trees.withoutPositions(tree));
            });
  }

  private static Stream<String> queries(Path script) {
    List<String> lines;
    try {
      lines = Files.readAllLines(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.stream()
        .map(String::strip)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("eval"))
        .map(
            line -> {
              Matcher matcher = EVAL.matcher(line);
              assertThat(matcher.matches()).as(line).isTrue();
              return matcher.group(1);
            });
  }
}

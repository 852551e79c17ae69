package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever the text, the parser returns a tree that prints and parses again, or refuses it. */
class ParserFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "x",
          "a:b",
          "sum",
          "rate",
          "by",
          "without",
          "on",
          "ignoring",
          "group_left",
          "bool",
          "and",
          "offset",
          "anchored",
          "start",
          "end",
          "step",
          "min_of",
          "fill",
          "inf",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "=",
          "=~",
          "!~",
          "!=",
          "==",
          "<",
          ">/",
          "+",
          "-",
          "*",
          "/",
          "^",
          "@",
          "5m",
          "1h30m",
          "0",
          "0x1f",
          "1e",
          "1_0",
          ".5",
          "\"a\"",
          "'",
          "`",
          "\\",
          "#",
          "\n",
          " ",
          "é",
          "\uD83E\uDEA8",
          "\ud83e",
          "\ufffd",
          "step()",
          "x[5m]",
          "(x)");

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final PromQlParser parser = new PromQlParser(ParserOptions.ALL);

  @Test
  void survivesRandomTokens() {
    int parsed = 0;
    for (int i = Scale.of(5_000, 2_000_000); i > 0; i--) {
      StringBuilder sb = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        sb.append(PIECES.get(random.nextInt(PIECES.size())));
        sb.append(random.nextBoolean() ? " " : "");
      }
      parsed += survives(sb.toString()) ? 1 : 0;
    }
    assertThat(parsed).isPositive();
  }

  @Test
  void survivesDamagedQueries() {
    RandomTrees trees = new RandomTrees(random);
    for (int i = Scale.of(2_000, 500_000); i > 0; i--) {
      StringBuilder sb = new StringBuilder(Printer.print(trees.any(3)));
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(sb.length() + 1);
        int end = Math.min(sb.length(), at + random.nextInt(4));
        sb.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
      }
      survives(sb.toString());
    }
  }

  @Test
  void survivesRandomCharacters() {
    for (int i = Scale.of(5_000, 1_000_000); i > 0; i--) {
      StringBuilder sb = new StringBuilder();
      for (int n = random.nextInt(20); n >= 0; n--) {
        sb.append((char) random.nextInt(random.nextInt(4) == 0 ? 0x10000 : 0x80));
      }
      survives(sb.toString());
    }
  }

  private boolean survives(String query) {
    try {
      String printed = Printer.print(parser.parse(query));
      assertThat(Printer.print(parser.parse(printed))).as(query).isEqualTo(printed);
      return true;
    } catch (ParseException e) {
      assertThat(e.errors()).as(query).isNotEmpty();
      for (ParseError error : e.errors()) {
        assertThat(error.range().start()).as(query).isBetween(0, query.length());
        assertThat(error.range().end()).as(query).isBetween(0, query.length());
      }
      return false;
    }
  }

  @Test
  void refusesToNestTooDeep() throws InterruptedException {
    int nesting = TokenStream.MAX_NESTING - 1;
    assertBounded(nesting, n -> "(".repeat(n) + "x" + ")".repeat(n));
    assertBounded(nesting, n -> "-".repeat(n) + "x");
    assertBounded(nesting, n -> "abs(".repeat(n) + "x" + ")".repeat(n));
    assertBounded(nesting, n -> "sum(".repeat(n) + "x" + ")".repeat(n));
    assertBounded(nesting, n -> "x" + " ^ x".repeat(n));
    assertBounded(nesting - 1, n -> "x[" + "(".repeat(n) + "1m" + ")".repeat(n) + "]");
    assertBounded(nesting - 1, n -> "x offset " + "-".repeat(n) + "step()");
    assertBounded(PromQlParser.MAX_DEPTH - 1, n -> "x" + " + x".repeat(n));
    assertBounded(PromQlParser.MAX_DEPTH - 2, n -> "x[1m" + " + 1m".repeat(n) + "]");
    assertBounded(1, n -> "x" + "[1m:]".repeat(n));
  }

  private void assertBounded(int allowed, IntFunction<String> nested) throws InterruptedException {
    // A stack half as large as threads usually have.
    onStack(512 << 10, () -> assertThat(survives(nested.apply(allowed))).isTrue());
    for (int tooMany : new int[] {2 * allowed + 2, 100_000}) {
      onStack(
          512 << 10,
          () ->
              assertThatThrownBy(() -> parser.parse(nested.apply(tooMany)))
                  .isInstanceOf(ParseException.class));
    }
  }

  private static void onStack(long bytes, Runnable task) throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                task.run();
              } catch (Throwable t) {
                failure.set(t);
              }
            },
            "small stack",
            bytes);
    thread.start();
    thread.join();
    assertThat(failure.get()).isNull();
  }
}

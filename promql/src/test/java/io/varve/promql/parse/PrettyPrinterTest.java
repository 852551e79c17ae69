package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.ast.Expr;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrettyPrinterTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final PromQlParser parser = new PromQlParser(ParserOptions.ALL);

  @Test
  void keepsOnOneLineWhatFits() {
    assertPretty("a+b", "a + b");
    assertPretty("(12345678)", "(12345678)");
    assertPretty("-abcdefghijkl", "-abcdefghijkl");
    assertPretty("({'ééé'})", "(\n  {__name__=\"ééé\"}\n)");
  }

  @Test
  void givesEachArgumentALine() {
    assertPretty(
        "histogram_quantile(0.9, sum(ln(x+y)) by (le))",
        """
        histogram_quantile(
          0.9,
          sum by (le) (
            ln(x + y)
          )
        )""");
    assertPretty("topk(5, (job:rate10s))", "topk(\n  5,\n  (\n    job:rate10s\n  )\n)");
    assertPretty("time() + time()", "  time()\n+\n  time()");
  }

  @Test
  void putsOperatorsBetweenTheirOperands() {
    assertPretty(
        "foo_1 + ignoring(a) foo_2 == bool on(b) group_left foo_3",
        """
            foo_1
          + ignoring (a)
            foo_2
        == bool on (b) group_left ()
          foo_3""");
  }

  @Test
  void indentsSignsAndNotWhatIsBehind() {
    assertPretty("(- -abs(abcdefgh))", "(\n  --abs(\n    abcdefgh\n  )\n)");
  }

  @Test
  void indentsSubqueriesOnlyWhereTheySpanLines() {
    assertPretty(
        "max_over_time(rate(abcdefgh[1m])[1m:] offset 5m)",
        """
        max_over_time(
          rate(
            abcdefgh[1m]
          )[1m:] offset 5m
        )""");
    assertPretty("abs(rate(x[1m:]))", "abs(\n  rate(\nx[1m:]\n  )\n)");
  }

  private void assertPretty(String query, String pretty) {
    assertThat(PrettyPrinter.print(parser.parse(query), 10)).isEqualTo(pretty);
  }

  @Test
  void whatItWritesParsesToAnEqualTree() {
    RandomTrees trees = new RandomTrees(random);
    for (int i = Scale.of(1_000, 100_000); i > 0; i--) {
      Expr tree = trees.any(random.nextInt(6));
      String text = PrettyPrinter.print(tree);
      assertThat(Trees.withoutPositions(parser.parse(text)))
          .as(text)
          .isEqualTo(Trees.withoutPositions(tree));
    }
  }
}

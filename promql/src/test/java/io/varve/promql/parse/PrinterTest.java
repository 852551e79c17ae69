package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.ast.Expr;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final PromQlParser parser = new PromQlParser(ParserOptions.ALL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (job, \"a.b\") (rate(x{job=\"a\"}[5m]))",
        "sum without () (x)",
        "topk(5, x)",
        "count_values(\"value\", x)",
        "a - on () c",
        "a - on (b) group_left (x, y) c",
        "a and ignoring (b) c",
        "a > bool 0",
        "a + fill_left (-23) fill_right (42) b",
        "-(a + b) ^ -2",
        "x @ start() anchored offset -7m",
        "x[5m] smoothed @ 10.000 offset 1m",
        "x[1h:5m] @ end() offset 1m",
        "x[1h:]",
        "x[200 - min_of(-step() ^ step(), 1)]",
        "x offset -(step())",
        "x offset (5m) + 1",
        "x[(5m):(1m)]",
        "{__name__=\"\",a=\"x\"}",
        "{\"\"=\"0\",\"a.b\"=\"c\"}",
        "label_replace(x, \"a\", \"$1\", \"b\", \"(.*)\\n\")",
        "\"a\\xffb\"",
        "1h30m",
        "+Inf",
        "-Inf ^ +Inf",
        "0.00000001",
      })
  void leavesItsOwnFormAlone(String query) {
    assertThat(Printer.print(parser.parse(query))).isEqualTo(query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '$',
      value = {
        "sum (x) by (a) ; sum by (a) (x)",
        "sum by () (x) ; sum(x)",
        "SUM(x) ; sum(x)",
        "a-ignoring()c ; a - c",
        "a*ignoring()group_right c ; a * ignoring () group_right () c",
        "x{b='1',a=`\"`} ; x{a=\"\\\"\",b=\"1\"}",
        "{'up'} ; {__name__=\"up\"}",
        "up{\"job\"!~'a|b'} ; up{job!~\"a|b\"}",
        "a + fill_left(5) fill_right(5) b ; a + fill (5) b",
        "a + fill_left(1e30) b ; a + fill_left (1e+30) b",
        "x [1.5] @ 1.23456 ; x[1s500ms] @ 1.235",
        "x offset +(5) ; x offset (5)",
        "x offset 0s ; x",
        "x[((5m + (1)))] ; x[(5m + (1))]",
        "1e3 ; 1000",
        "-  5m ; -5m",
        "sum by ('without', inf_, \"inf\") (x) ; sum by (\"without\", inf_, \"inf\") (x)",
        "x # comment ; x",
      })
  void writesOthersInItsOwnForm(String query, String printed) {
    assertThat(Printer.print(parser.parse(query))).isEqualTo(printed);
  }

  @Test
  void whatItWritesParsesToAnEqualTree() {
    RandomTrees trees = new RandomTrees(random);
    for (int i = Scale.of(3_000, 300_000); i > 0; i--) {
      Expr tree = trees.any(random.nextInt(6));
      assertRoundTrip(tree);
    }
  }

  private void assertRoundTrip(Expr tree) {
    String text = Printer.print(tree);
    Expr parsed = parser.parse(text);
    assertThat(Trees.withoutPositions(parsed)).as(text).isEqualTo(Trees.withoutPositions(tree));
    assertThat(Printer.print(parsed)).isEqualTo(text);
  }
}

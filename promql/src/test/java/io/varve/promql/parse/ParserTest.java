package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.LabelMatcher;
import io.varve.model.MatchType;
import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.At;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.DurationExpr;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.StringLiteral;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.ast.VectorSelector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  private final PromQlParser parser = new PromQlParser(ParserOptions.ALL);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a + b * c; a + (b * c)",
        "a * b + c; (a * b) + c",
        "a - b - c; (a - b) - c",
        "a / b % c atan2 d; ((a / b) % c) atan2 d",
        "a ^ b ^ c; a ^ (b ^ c)",
        "a or b and c unless d; a or ((b and c) unless d)",
        "a == b + c; a == (b + c)",
        "a > b < c; (a > b) < c",
        "a </ 1 >/ 2; (a </ 1) >/ 2",
        "a and b == c; a and (b == c)",
        "-a ^ b; -(a ^ b)",
        "-a * b; (-a) * b",
        "a ^ -b * c; (a ^ (-b)) * c",
        "- -a; -(-a)",
        "-a offset 5m; -(a offset 5m)",
        "a offset 5m + b; (a offset 5m) + b",
        "a offset -2 ^ b; (a offset -2) ^ b",
        "a offset step() - b; (a offset step()) - b",
        "a offset -(1m) - b; (a offset -(1m)) - b",
        "a offset min_of(1, 2) * b; (a offset min_of(1, 2)) * b",
        "a offset (1m) + 1; a offset ((1m) + 1)",
        "a offset --1m + 1; a offset (1m + 1)",
        "a[-2 ^ 2 * 3 + range()]; a[((-(2 ^ 2)) * 3) + range()]",
        "a[1m - 2s - 3 * 4 ^ 5 ^ 6]; a[(1m - 2s) - (3 * (4 ^ (5 ^ 6)))]",
        "a @ 5 + b; (a @ 5) + b",
      })
  void operatorsBindAsInPrometheus(String query, String withParens) {
    assertThat(Trees.withoutParens(parser.parse(query)))
        .isEqualTo(Trees.withoutParens(parser.parse(withParens)));
  }

  @Test
  void commentsReachToTheEndOfTheLine() {
    assertThat(Trees.withoutPositions(parser.parse("a # one\n+ # two\r\n b{#three\n}#")))
        .isEqualTo(Trees.withoutPositions(parser.parse("a + b")));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "-1, -1, false",
    "- + -1, 1, false",
    "0x1f, 31, false",
    "010, 8, false",
    "1_000.5e-1, 100.05, false",
    "+Inf, Infinity, false",
    "-iNf, -Infinity, false",
    "nan, NaN, false",
    "5m, 300, true",
    "-1h30m, -5400, true",
    "1d500ms, 86400.5, true",
  })
  void signsAndUnitsBelongToLiterals(String query, double value, boolean isDuration) {
    assertThat(parser.parse(query))
        .isEqualTo(new NumberLiteral(value, isDuration, new PosRange(0, query.length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '$',
      value = {
        "\"a\\\"'b\"; a\"'b",
        "'a\"\\'b'; a\"'b",
        "`a\\\"'b`; a\\\"'b",
        "\"\\u65e5\\U0001FAA8\\xe2\\x82\\xac\\101\"; 日\uD83E\uDEA8€A",
        "\"\\xe2(\\377\"; \udce2(\udcff",
      })
  void stringsHaveGoEscapes(String query, String value) {
    assertThat(parser.parse(query))
        .isEqualTo(new StringLiteral(value, new PosRange(0, query.length())));
  }

  @Test
  void escapesControlCharacters() {
    assertThat(parser.parse("\"\\a\\b\\f\\n\\r\\t\\v\\\\\""))
        .isEqualTo(new StringLiteral("\u0007\b\f\n\r\t\u000b\\", new PosRange(0, 18)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum",
        "topk",
        "by",
        "without",
        "offset",
        "anchored",
        "smoothed",
        "and",
        "or",
        "unless",
        "start",
        "end",
        "step",
        "range",
        "min_of",
        "fill",
        "fill_left",
        "limitk",
        "a:b",
        ":",
        "_"
      })
  void keywordsMayBeNames(String name) {
    BinaryExpr sum = (BinaryExpr) parser.parse(name + " + " + name + "{a=''}");
    assertThat(((VectorSelector) sum.lhs()).name()).isEqualTo(name);
    assertThat(((VectorSelector) sum.rhs()).name()).isEqualTo(name);
  }

  @Test
  void selectorsKeepTheOrderOfConditions() {
    VectorSelector selector =
        (VectorSelector) parser.parse("x {sum='1', 'a.b' =~ \"c\", d !~ `e`,}");
    assertThat(selector.name()).isEqualTo("x");
    assertThat(selector.matchers())
        .containsExactly(
            new LabelMatcher(MatchType.EQ, "sum", "1"),
            new LabelMatcher(MatchType.RE, "a.b", "c"),
            new LabelMatcher(MatchType.NRE, "d", "e"),
            new LabelMatcher(MatchType.EQ, "__name__", "x"));
    assertThat(parser.parse("{'my metric', a!=''}"))
        .isEqualTo(
            new VectorSelector(
                "",
                List.of(
                    new LabelMatcher(MatchType.EQ, "__name__", "my metric"),
                    new LabelMatcher(MatchType.NEQ, "a", "")),
                null,
                At.NONE,
                false,
                false,
                new PosRange(0, 20)));
  }

  @Test
  void modifiersBelongToSelectors() {
    MatrixSelector matrix = (MatrixSelector) parser.parse("x[5m] offset 1h @ -1.5 smoothed");
    assertThat(matrix.window()).isEqualTo(new DurationExpr.Literal(300, true, new PosRange(2, 4)));
    assertThat(matrix.range()).isEqualTo(new PosRange(0, 22));
    assertThat(matrix.selector().offset())
        .isEqualTo(new DurationExpr.Literal(3600, true, new PosRange(13, 15)));
    assertThat(matrix.selector().at()).isEqualTo(new At.Timestamp(-1500));
    assertThat(matrix.selector().smoothed()).isTrue();
    assertThat(matrix.selector().range()).isEqualTo(new PosRange(0, 1));

    SubqueryExpr subquery = (SubqueryExpr) parser.parse("x[5m:] @ end() offset -step()");
    assertThat(subquery.step()).isNull();
    assertThat(subquery.at()).isEqualTo(new At.End());
    assertThat(subquery.offset()).isInstanceOf(DurationExpr.Negation.class);
    assertThat(subquery.type()).isEqualTo(ValueType.MATRIX);

    VectorSelector zero = (VectorSelector) parser.parse("x offset 0s @ start() anchored");
    assertThat(zero.offset()).isNull();
    assertThat(zero.at()).isEqualTo(new At.Start());
    assertThat(zero.anchored()).isTrue();
  }

  @Test
  void aggregationsTakeGroupingOnEitherSide() {
    AggregateExpr before = (AggregateExpr) parser.parse("TopK without (job, \"a.b\",) (5, x)");
    assertThat(before.op()).isEqualTo(AggregateOp.TOPK);
    assertThat(before.param()).isInstanceOf(NumberLiteral.class);
    assertThat(before.grouping()).containsExactly("job", "a.b");
    assertThat(before.without()).isTrue();
    assertThat(Trees.withoutPositions(parser.parse("sum(x) by (on, bool, offset)")))
        .isEqualTo(Trees.withoutPositions(parser.parse("sum by (on, bool, offset) (x)")));
  }

  @Test
  void matchingIsKeptBetweenVectorsOnly() {
    assertThat(matching("a + b")).isEqualTo(VectorMatching.byAllLabels(Cardinality.ONE_TO_ONE));
    assertThat(matching("a and b")).isEqualTo(VectorMatching.byAllLabels(Cardinality.MANY_TO_MANY));
    assertThat(matching("a > bool on (x) group_left b").cardinality())
        .isEqualTo(Cardinality.MANY_TO_ONE);
    assertThat(matching("a / ignoring (x, y) group_right (z) fill_right (-1) fill_left (2m) b"))
        .isEqualTo(
            new VectorMatching(
                Cardinality.ONE_TO_MANY, false, List.of("x", "y"), List.of("z"), 120.0, -1.0));
    assertThat(((BinaryExpr) parser.parse("a + 1")).matching()).isNull();
    assertThat(((BinaryExpr) parser.parse("a + on () 1")).matching()).isNull();
    assertThat(((BinaryExpr) parser.parse("1 > bool 2")).returnBool()).isTrue();
  }

  private VectorMatching matching(String query) {
    VectorMatching matching = ((BinaryExpr) parser.parse(query)).matching();
    assertThat(matching).isNotNull();
    return matching;
  }

  @Test
  void callsKnowTheirFunction() {
    Call call = (Call) parser.parse("min_of(step(), time())");
    assertThat(call.function().name()).isEqualTo("min_of");
    assertThat(call.args()).extracting(Expr::type).containsOnly(ValueType.SCALAR);
    assertThat(call.range()).isEqualTo(new PosRange(0, 22));
  }

  @Test
  void positionsLeaveOutSpaceAround() {
    BinaryExpr binary = (BinaryExpr) parser.parse(" sum ( a ) by ( b )\n+ ( c ) ");
    assertThat(binary.range()).isEqualTo(new PosRange(1, 27));
    assertThat(binary.lhs().range()).isEqualTo(new PosRange(1, 19));
    assertThat(binary.rhs().range()).isEqualTo(new PosRange(22, 27));
  }
}

package io.varve.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.varve.promql.ast.PosRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Messages and positions that users of Prometheus know. The queries and what is wrong with them
 * stand in three files, for the lexer, the grammar and the types.
 */
class ParseErrorTest {
  private final PromQlParser parser = new PromQlParser(ParserOptions.ALL);

  @ParameterizedTest
  @CsvFileSource(
      resources = {"lexical-errors.txt", "syntax-errors.txt", "type-errors.txt"},
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 1000)
  void saysWhatIsWrongAndWhere(String query, String message) {
    String text = query.replace("\\n", "\n");
    int at = message.indexOf(' ');
    String expected = message.substring(0, at) + ": parse error:" + message.substring(at);
    assertThatThrownBy(() -> parser.parse(text))
        .isInstanceOf(ParseException.class)
        .hasMessage(expected);
  }

  @Test
  void anEmptyQueryHasNoPosition() {
    assertThatThrownBy(() -> parser.parse(""))
        .hasMessage("unknown position: parse error: no expression found in input");
    assertThatThrownBy(() -> parser.parse(" # nothing\n"))
        .hasMessage("1:1: parse error: no expression found in input");
  }

  @Test
  void findsAllThatHasTheWrongType() {
    ParseException e =
        catchThrowableOfType(
            ParseException.class, () -> parser.parse("rate(x) or on(a) group_left() abs(1)"));
    assertThat(e.errors())
        .containsExactly(
            new ParseError(
                new PosRange(5, 6),
                "expected type range vector in call to function \"rate\", got instant vector"),
            new ParseError(
                new PosRange(34, 35),
                "expected type instant vector in call to function \"abs\", got scalar"),
            new ParseError(new PosRange(0, 36), "no grouping allowed for \"or\" operation"),
            new ParseError(new PosRange(0, 36), "set operations must always be many-to-many"));
  }

  @Test
  void goesOnAfterErrorsOfMeaning() {
    ParseException e =
        catchThrowableOfType(
            ParseException.class, () -> parser.parse("f(x offset 1m offset 2m) + 1e999 $"));
    assertThat(e.errors())
        .extracting(ParseError::message)
        .containsExactly(
            "offset may not be set multiple times",
            "unknown function with name \"f\"",
            "error parsing number: strconv.ParseFloat: parsing \"1e999\": value out of range",
            "unexpected character: '$'");
  }

  @Test
  void whatIsExperimentalMustBeEnabled() {
    PromQlParser stable = new PromQlParser(ParserOptions.STABLE);
    assertThatThrownBy(() -> stable.parse("x + info(y)"))
        .hasMessage("1:5: parse error: function \"info\" is not enabled");
    assertThatThrownBy(() -> stable.parse("limitk(1, x)"))
        .hasMessage(
            "1:1: parse error: limitk() is experimental and must be enabled with"
                + " --enable-feature=promql-experimental-functions");
    assertThatThrownBy(() -> stable.parse("x[5m] anchored"))
        .hasMessage("1:1: parse error: anchored modifier is experimental and not enabled");
    assertThatThrownBy(() -> stable.parse("x smoothed"))
        .hasMessage("1:1: parse error: smoothed modifier is experimental and not enabled");
    assertThatThrownBy(() -> stable.parse("x + fill(0) y"))
        .hasMessage("1:1: parse error: binop fill modifiers are experimental and not enabled");
  }
}

package io.varve.promql.parse;

import io.varve.promql.ast.PosRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a query with one token of lookahead, and the errors found so far.
 *
 * <p>The lookahead is read only when asked for: which of several errors is the first one depends on
 * it. Errors of meaning are collected; an error of the lexer or of the grammar ends the parsing.
 */
final class TokenStream {
  /** How deep the parser's recursion may go: less than trees may, as a level is several frames. */
  static final int MAX_NESTING = 250;

  private final String query;
  private final Lexer lexer;
  private final List<ParseError> errors = new ArrayList<>();
  private @Nullable Token ahead;
  private int lastEnd;
  private int nesting;

  TokenStream(String query) {
    this.query = query;
    this.lexer = new Lexer(query);
  }

  String query() {
    return query;
  }

  /** Returns the next token without taking it. */
  Token peek() {
    Token token = ahead;
    if (token == null) {
      token = lexer.next();
      if (token.type() == TokenType.ERROR) {
        throw fatal(new PosRange(token.start(), query.length()), token.text());
      }
      ahead = token;
    }
    return token;
  }

  boolean at(TokenType type) {
    return peek().type() == type;
  }

  Token take() {
    Token token = peek();
    ahead = null;
    lastEnd = token.end();
    return token;
  }

  boolean takeIf(TokenType type) {
    if (!at(type)) {
      return false;
    }
    take();
    return true;
  }

  /** Takes a token that must be of the given type. */
  Token expect(TokenType type, Context context) {
    if (!at(type)) {
      throw unexpected(context);
    }
    return take();
  }

  /** Returns the end of the last token taken. */
  int lastEnd() {
    return lastEnd;
  }

  /** Goes one level down the recursion; {@link #leave} goes up again. */
  void enter() {
    nesting++;
    if (nesting > MAX_NESTING) {
      throw tooDeep(peek().range(), MAX_NESTING);
    }
  }

  void leave() {
    nesting--;
  }

  /** Notes an error after which parsing goes on. */
  void error(PosRange range, String message) {
    errors.add(new ParseError(range, message));
  }

  /** Returns the exception that says that the next token has no place there. */
  ParseException unexpected(Context context) {
    Token token = peek();
    return fatal(token.range(), "unexpected " + token.describe() + context.suffix());
  }

  ParseException tooDeep(PosRange range, int max) {
    return fatal(range, "expression is nested more than " + max + " levels deep");
  }

  /** Throws the errors noted so far, if any. */
  void throwErrors() {
    if (!errors.isEmpty()) {
      throw new ParseException(query, errors);
    }
  }

  private ParseException fatal(PosRange range, String message) {
    error(range, message);
    return new ParseException(query, errors);
  }
}

package io.varve.promql.parse;

import io.varve.model.GoQuote;
import io.varve.promql.ast.PosRange;

/**
 * A token.
 *
 * @param type its kind
 * @param start the index of its first UTF-16 unit in the query
 * @param text its text as it stands in the query; of an {@link TokenType#ERROR}, the message
 */
record Token(TokenType type, int start, String text) {
  private static final int MAX_SHOWN = 10;

  int end() {
    return start + text.length();
  }

  PosRange range() {
    return new PosRange(start, end());
  }

  /** Returns the token as messages show it after "unexpected". */
  String describe() {
    return switch (type.kind()) {
      case PLAIN -> type == TokenType.EOF ? type.description() : type.description() + " " + show();
      case PUNCTUATION, PREPROCESSOR -> GoQuote.quote(text);
      case OPERATOR -> "<op:" + text + ">";
      case AGGREGATOR -> "<aggr:" + text + ">";
      case KEYWORD -> "<" + text + ">";
    };
  }

  private String show() {
    boolean isName = type == TokenType.IDENTIFIER || type == TokenType.METRIC_IDENTIFIER;
    if (isName || text.codePointCount(0, text.length()) <= MAX_SHOWN) {
      return GoQuote.quote(text);
    }
    return GoQuote.quote(text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN))) + "...";
  }
}

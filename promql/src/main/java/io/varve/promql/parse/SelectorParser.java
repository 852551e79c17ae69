package io.varve.promql.parse;

import io.varve.model.GoQuote;
import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.MatchType;
import io.varve.promql.ast.At;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;

/** Parses selectors and lists of labels. */
final class SelectorParser {
  private final TokenStream tokens;

  SelectorParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Parses a text that is nothing but a selector without modifiers. */
  VectorSelector wholeSelector() {
    TokenType first = tokens.peek().type();
    if (!first.isMetricName() && first != TokenType.LEFT_BRACE) {
      throw tokens.unexpected(Context.NONE);
    }
    VectorSelector selector = first.isMetricName() ? named(tokens.take()) : unnamed();
    tokens.expect(TokenType.EOF, Context.NONE);
    return selector;
  }

  /** Parses what may follow a metric's name. */
  VectorSelector named(Token name) {
    List<LabelMatcher> matchers = tokens.at(TokenType.LEFT_BRACE) ? matchers() : new ArrayList<>(1);
    matchers.add(new LabelMatcher(MatchType.EQ, LabelName.METRIC_NAME, name.text()));
    return selector(name.text(), matchers, name.start());
  }

  /** Parses conditions in braces without a name before them. */
  VectorSelector unnamed() {
    int start = tokens.peek().start();
    return selector("", matchers(), start);
  }

  private VectorSelector selector(String name, List<LabelMatcher> matchers, int start) {
    PosRange range = new PosRange(start, tokens.lastEnd());
    return new VectorSelector(name, matchers, null, At.NONE, false, false, range);
  }

  private List<LabelMatcher> matchers() {
    List<LabelMatcher> matchers = new ArrayList<>();
    tokens.take();
    if (tokens.takeIf(TokenType.RIGHT_BRACE)) {
      return matchers;
    }
    do {
      matchers.add(matcher());
      if (tokens.takeIf(TokenType.RIGHT_BRACE)) {
        return matchers;
      }
      tokens.expect(TokenType.COMMA, Context.MATCHER_REST);
    } while (!tokens.takeIf(TokenType.RIGHT_BRACE));
    return matchers;
  }

  private LabelMatcher matcher() {
    if (tokens.at(TokenType.IDENTIFIER)) {
      Token label = tokens.take();
      return condition(label, label.text());
    }
    Token quoted = tokens.expect(TokenType.STRING, Context.MATCHER);
    String name = StringLiterals.unquote(quoted.text());
    return switch (tokens.peek().type()) {
      case EQUALS, NEQ, EQL_REGEX, NEQ_REGEX -> condition(quoted, name);
      default -> new LabelMatcher(MatchType.EQ, LabelName.METRIC_NAME, name);
    };
  }

  private LabelMatcher condition(Token label, String name) {
    MatchType type =
        switch (tokens.peek().type()) {
          case EQUALS -> MatchType.EQ;
          case NEQ -> MatchType.NEQ;
          case EQL_REGEX -> MatchType.RE;
          case NEQ_REGEX -> MatchType.NRE;
          default -> throw tokens.unexpected(Context.MATCHER_OPERATOR);
        };
    tokens.take();
    Token value = tokens.expect(TokenType.STRING, Context.MATCHER_VALUE);
    LabelMatcher matcher = new LabelMatcher(type, name, StringLiterals.unquote(value.text()));
    String error = Regexes.error(matcher);
    if (error != null) {
      tokens.error(label.range().to(value.range()), error);
    }
    return matcher;
  }

  /** Parses the labels of {@code by}, {@code on} and their like, in parentheses. */
  List<String> groupingLabels() {
    tokens.expect(TokenType.LEFT_PAREN, Context.GROUPING);
    List<String> labels = new ArrayList<>();
    if (tokens.takeIf(TokenType.RIGHT_PAREN)) {
      return labels;
    }
    do {
      labels.add(groupingLabel());
      if (tokens.takeIf(TokenType.RIGHT_PAREN)) {
        return labels;
      }
      tokens.expect(TokenType.COMMA, Context.GROUPING_REST);
    } while (!tokens.takeIf(TokenType.RIGHT_PAREN));
    return labels;
  }

  private String groupingLabel() {
    if (tokens.peek().type().isGroupingLabel()) {
      return tokens.take().text();
    }
    Token quoted = tokens.expect(TokenType.STRING, Context.GROUPING_LABEL);
    String name = StringLiterals.unquote(quoted.text());
    if (!LabelName.isValid(name)) {
      tokens.error(quoted.range(), "invalid label name for grouping: " + GoQuote.quote(name));
    }
    return name;
  }
}

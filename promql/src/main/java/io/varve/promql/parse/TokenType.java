package io.varve.promql.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of tokens, and how messages describe them. */
enum TokenType {
  EOF(Kind.PLAIN, "end of input"),
  ERROR(Kind.PLAIN, "error"),
  IDENTIFIER(Kind.PLAIN, "identifier"),
  METRIC_IDENTIFIER(Kind.PLAIN, "metric identifier"),
  STRING(Kind.PLAIN, "string"),
  NUMBER(Kind.PLAIN, "number"),
  DURATION(Kind.PLAIN, "duration"),

  LEFT_PAREN(Kind.PUNCTUATION, "("),
  RIGHT_PAREN(Kind.PUNCTUATION, ")"),
  LEFT_BRACE(Kind.PUNCTUATION, "{"),
  RIGHT_BRACE(Kind.PUNCTUATION, "}"),
  LEFT_BRACKET(Kind.PUNCTUATION, "["),
  RIGHT_BRACKET(Kind.PUNCTUATION, "]"),
  COMMA(Kind.PUNCTUATION, ","),
  COLON(Kind.PUNCTUATION, ":"),
  EQUALS(Kind.PUNCTUATION, "="),

  ADD(Kind.OPERATOR, "+"),
  SUB(Kind.OPERATOR, "-"),
  MUL(Kind.OPERATOR, "*"),
  DIV(Kind.OPERATOR, "/"),
  MOD(Kind.OPERATOR, "%"),
  POW(Kind.OPERATOR, "^"),
  EQL(Kind.OPERATOR, "=="),
  NEQ(Kind.OPERATOR, "!="),
  GTR(Kind.OPERATOR, ">"),
  LSS(Kind.OPERATOR, "<"),
  GTE(Kind.OPERATOR, ">="),
  LTE(Kind.OPERATOR, "<="),
  TRIM_UPPER(Kind.OPERATOR, "</"),
  TRIM_LOWER(Kind.OPERATOR, ">/"),
  EQL_REGEX(Kind.OPERATOR, "=~"),
  NEQ_REGEX(Kind.OPERATOR, "!~"),
  AT(Kind.OPERATOR, "@"),
  AND(Kind.OPERATOR, "and"),
  OR(Kind.OPERATOR, "or"),
  UNLESS(Kind.OPERATOR, "unless"),
  ATAN2(Kind.OPERATOR, "atan2"),

  /** The name of an aggregation. */
  AGGREGATOR(Kind.AGGREGATOR, ""),

  OFFSET(Kind.KEYWORD, "offset"),
  ANCHORED(Kind.KEYWORD, "anchored"),
  SMOOTHED(Kind.KEYWORD, "smoothed"),
  BY(Kind.KEYWORD, "by"),
  WITHOUT(Kind.KEYWORD, "without"),
  ON(Kind.KEYWORD, "on"),
  IGNORING(Kind.KEYWORD, "ignoring"),
  GROUP_LEFT(Kind.KEYWORD, "group_left"),
  GROUP_RIGHT(Kind.KEYWORD, "group_right"),
  FILL(Kind.KEYWORD, "fill"),
  FILL_LEFT(Kind.KEYWORD, "fill_left"),
  FILL_RIGHT(Kind.KEYWORD, "fill_right"),
  BOOL(Kind.KEYWORD, "bool"),

  START(Kind.PREPROCESSOR, "start"),
  END(Kind.PREPROCESSOR, "end"),
  STEP(Kind.PREPROCESSOR, "step"),
  RANGE(Kind.PREPROCESSOR, "range"),
  MAX_OF(Kind.PREPROCESSOR, "max_of"),
  MIN_OF(Kind.PREPROCESSOR, "min_of");

  private static final Map<String, TokenType> BY_WORD = words();

  private final Kind kind;
  private final String text;

  TokenType(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /**
   * Returns the type that a word has by itself, in upper or lower case, or null if it is an
   * identifier. {@code inf} and {@code nan} are numbers.
   */
  static @Nullable TokenType ofWord(String word) {
    return BY_WORD.get(word.toLowerCase(Locale.ROOT));
  }

  private static Map<String, TokenType> words() {
    Map<String, TokenType> words = new HashMap<>();
    for (TokenType type : values()) {
      boolean isWord = !type.text.isEmpty() && Character.isLetter(type.text.charAt(0));
      if (type.kind != Kind.PLAIN && isWord) {
        words.put(type.text, type);
      }
    }
    for (String name : Aggregators.names()) {
      words.put(name, AGGREGATOR);
    }
    words.put("inf", NUMBER);
    words.put("nan", NUMBER);
    return words;
  }

  /** Returns whether a token of this type may be a metric's name outside of quotes. */
  boolean isMetricName() {
    return switch (this) {
      case IDENTIFIER, METRIC_IDENTIFIER, AGGREGATOR, AND, OR, UNLESS -> true;
      case BY, WITHOUT, OFFSET, ANCHORED, SMOOTHED, FILL, FILL_LEFT, FILL_RIGHT -> true;
      default -> kind == Kind.PREPROCESSOR;
    };
  }

  /** Returns whether an expression may begin with a token of this type. */
  boolean startsExpression() {
    return switch (this) {
      case NUMBER, DURATION, STRING, LEFT_BRACE, LEFT_PAREN, ADD, SUB -> true;
      default -> isMetricName();
    };
  }

  /** Returns whether a token of this type may be a label's name among grouping labels. */
  boolean isGroupingLabel() {
    return switch (this) {
      case IDENTIFIER, METRIC_IDENTIFIER, AGGREGATOR, AND, OR, UNLESS, ATAN2 -> true;
      case WITHOUT -> false;
      default -> kind == Kind.KEYWORD || kind == Kind.PREPROCESSOR;
    };
  }

  /** Returns whether it is a word that durations are made of: {@code step}, {@code min_of}... */
  boolean isDurationWord() {
    return this == STEP || this == RANGE || this == MAX_OF || this == MIN_OF;
  }

  /** Returns whether it may be called like a function though it is a keyword. */
  boolean isCallable() {
    return kind == Kind.PREPROCESSOR;
  }

  Kind kind() {
    return kind;
  }

  /** Returns the kind's own name, for tokens that are more than their text. */
  String description() {
    return text;
  }

  /** How messages show tokens. */
  enum Kind {
    PLAIN,
    PUNCTUATION,
    OPERATOR,
    AGGREGATOR,
    KEYWORD,
    PREPROCESSOR
  }
}

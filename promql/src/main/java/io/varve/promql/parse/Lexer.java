package io.varve.promql.parse;

import static io.varve.promql.parse.Cursor.EOF;

import io.varve.model.GoQuote;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens of a query, one for each call, leaving out white space and comments.
 *
 * <p>What a character means depends on whether it stands in braces, in brackets or outside both.
 * After a token of type {@link TokenType#ERROR} only {@link TokenType#EOF} follows. Plain and
 * mutable; for one thread.
 */
final class Lexer {
  private final Cursor in;
  private final NumberScanner numbers;
  private final StringScanner strings;

  private int parenDepth;
  private boolean inBraces;
  private boolean inBrackets;

  /** Whether no number has followed the bracket yet, which makes for messages of their own. */
  private boolean atDurationStart;

  private boolean sawColon;
  private boolean sawDuration;
  private boolean finished;

  Lexer(String query) {
    in = new Cursor(query);
    numbers = new NumberScanner(in);
    strings = new StringScanner(in);
  }

  Token next() {
    if (finished) {
      in.markStart();
      return token(TokenType.EOF);
    }
    if (atDurationStart) {
      skipSpaces();
      return durationStart();
    }
    skipSpacesAndComments();
    return inBraces ? insideBraces() : statement();
  }

  private Token statement() {
    int c = in.next();
    return switch (c) {
      case EOF -> end();
      case ',' -> token(TokenType.COMMA);
      case '@' -> token(TokenType.AT);
      case '=' -> equalSign();
      case '!' -> {
        int t = in.next();
        yield t == '='
            ? token(TokenType.NEQ)
            : error("unexpected character after '!': " + Runes.quote(t));
      }
      case '<' -> comparison(TokenType.LSS, TokenType.LTE, TokenType.TRIM_UPPER);
      case '>' -> comparison(TokenType.GTR, TokenType.GTE, TokenType.TRIM_LOWER);
      case '"', '\'', '`' -> string(c);
      case '(', ')' -> parenthesis(c);
      case '{' -> {
        inBraces = true;
        yield token(TokenType.LEFT_BRACE);
      }
      case '[' -> leftBracket();
      case ']' -> {
        if (!inBrackets) {
          yield error("unexpected right bracket " + Runes.quote(c));
        }
        inBrackets = false;
        yield token(TokenType.RIGHT_BRACKET);
      }
      default -> {
        TokenType operator = arithmetic(c);
        if (operator != null) {
          yield token(operator);
        }
        if (startsNumber(c)) {
          in.backup();
          yield number();
        }
        if (c == ':' || Cursor.isAlpha(c)) {
          yield inBrackets ? wordInBrackets(c) : word();
        }
        yield error("unexpected character: " + Runes.quote(c));
      }
    };
  }

  private Token end() {
    if (parenDepth != 0) {
      return error("unclosed left parenthesis");
    }
    if (inBrackets) {
      return error("unclosed left bracket");
    }
    finished = true;
    return token(TokenType.EOF);
  }

  private Token equalSign() {
    return switch (in.peek()) {
      case '=' -> {
        in.next();
        yield token(TokenType.EQL);
      }
      case '~' -> error("unexpected character after '=': '~'");
      default -> token(TokenType.EQUALS);
    };
  }

  private Token comparison(TokenType alone, TokenType withEqual, TokenType withSlash) {
    if (in.accept("=")) {
      return token(withEqual);
    }
    return token(in.accept("/") ? withSlash : alone);
  }

  private static @Nullable TokenType arithmetic(int c) {
    return switch (c) {
      case '+' -> TokenType.ADD;
      case '-' -> TokenType.SUB;
      case '*' -> TokenType.MUL;
      case '/' -> TokenType.DIV;
      case '%' -> TokenType.MOD;
      case '^' -> TokenType.POW;
      default -> null;
    };
  }

  private Token parenthesis(int c) {
    if (c == '(') {
      parenDepth++;
      return token(TokenType.LEFT_PAREN);
    }
    parenDepth--;
    return parenDepth < 0
        ? errorBehind("unexpected right parenthesis " + Runes.quote(c))
        : token(TokenType.RIGHT_PAREN);
  }

  private Token leftBracket() {
    if (inBrackets) {
      return error("unexpected left bracket '['");
    }
    sawColon = false;
    inBrackets = true;
    atDurationStart = true;
    return token(TokenType.LEFT_BRACKET);
  }

  /** Reads the token after a bracket, or after tokens after a bracket none of which is a number. */
  private Token durationStart() {
    int c = in.next();
    return switch (c) {
      case EOF -> error("unexpected end of input in duration expression");
      case ']' -> {
        inBrackets = false;
        atDurationStart = false;
        yield token(TokenType.RIGHT_BRACKET);
      }
      case ':' -> {
        if (!sawDuration) {
          yield errorBehind("unexpected colon before duration in duration expression");
        }
        if (sawColon) {
          yield errorBehind("unexpected repeated colon in duration expression");
        }
        sawColon = true;
        yield token(TokenType.COLON);
      }
      case '(', ')' -> parenthesis(c);
      case ',' -> token(TokenType.COMMA);
      default -> {
        TokenType operator = arithmetic(c);
        if (operator != null) {
          yield token(operator);
        }
        if (startsNumber(c)) {
          in.backup();
          sawDuration = true;
          atDurationStart = false;
          yield number();
        }
        TokenType word = durationWord(c);
        yield word != null
            ? token(word)
            : error("unexpected character in duration expression: " + Runes.quote(c));
      }
    };
  }

  private Token wordInBrackets(int c) {
    if (c == ':') {
      if (sawColon) {
        return error("unexpected colon ':'");
      }
      sawColon = true;
      return token(TokenType.COLON);
    }
    TokenType word = durationWord(c);
    return word != null
        ? token(word)
        : error("unexpected character: " + Runes.quote(c) + ", expected ':'");
  }

  /** Reads the rest of a word that begins with c; null if durations have no such word. */
  private @Nullable TokenType durationWord(int c) {
    int lower = c < 0x80 ? Character.toLowerCase(c) : c;
    if (lower != 's' && lower != 'r' && lower != 'm') {
      return null;
    }
    in.acceptAll(Cursor::isAlpha);
    TokenType type = TokenType.ofWord(in.taken());
    return type != null && type.isDurationWord() ? type : null;
  }

  private Token insideBraces() {
    int c = in.next();
    return switch (c) {
      case EOF -> error("unexpected end of input inside braces");
      case ',' -> token(TokenType.COMMA);
      case '"', '\'', '`' -> string(c);
      case '=' -> token(in.accept("~") ? TokenType.EQL_REGEX : TokenType.EQUALS);
      case '!' -> {
        int t = in.next();
        yield switch (t) {
          case '~' -> token(TokenType.NEQ_REGEX);
          case '=' -> token(TokenType.NEQ);
          default -> error("unexpected character after '!' inside braces: " + Runes.quote(t));
        };
      }
      case '{' -> error("unexpected left brace '{'");
      case '}' -> {
        inBraces = false;
        yield token(TokenType.RIGHT_BRACE);
      }
      default -> {
        if (!Cursor.isAlpha(c)) {
          yield error("unexpected character inside braces: " + Runes.quote(c));
        }
        in.acceptAll(Cursor::isAlphaNumeric);
        yield token(TokenType.IDENTIFIER);
      }
    };
  }

  private Token string(int quote) {
    String error = quote == '`' ? strings.raw() : strings.quoted(quote);
    return error == null ? token(TokenType.STRING) : error(error);
  }

  private boolean startsNumber(int c) {
    return Cursor.isDigit(c) || (c == '.' && Cursor.isDigit(in.peek()));
  }

  private Token number() {
    if (numbers.number()) {
      return token(TokenType.NUMBER);
    }
    if (numbers.restOfDuration()) {
      return token(TokenType.DURATION);
    }
    return error("bad number or duration syntax: " + GoQuote.quote(in.taken()));
  }

  private Token word() {
    in.acceptAll(c -> Cursor.isAlphaNumeric(c) || c == ':');
    TokenType type = TokenType.ofWord(in.taken());
    if (type == null) {
      boolean isMetric = in.taken().indexOf(':') >= 0;
      return token(isMetric ? TokenType.METRIC_IDENTIFIER : TokenType.IDENTIFIER);
    }
    return switch (type) {
      // These came late to the language; where they are not modifiers they stay names.
      case FILL, FILL_LEFT, FILL_RIGHT -> token(isLeftParenNext() ? type : TokenType.IDENTIFIER);
      default -> token(type);
    };
  }

  private boolean isLeftParenNext() {
    String text = in.text();
    int i = in.pos();
    while (i < text.length() && Cursor.isSpace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == '(';
  }

  private void skipSpacesAndComments() {
    skipSpaces();
    while (in.peek() == '#') {
      in.acceptAll(c -> c != '\n' && c != '\r' && c != EOF);
      skipSpaces();
    }
  }

  private void skipSpaces() {
    in.acceptAll(Cursor::isSpace);
    in.markStart();
  }

  private Token token(TokenType type) {
    return new Token(type, in.start(), in.taken());
  }

  /** Ends the tokens with an error at the beginning of the one being read. */
  private Token error(String message) {
    finished = true;
    return new Token(TokenType.ERROR, in.start(), message);
  }

  /** Ends the tokens with an error behind the one being read. */
  private Token errorBehind(String message) {
    in.markStart();
    return error(message);
  }
}

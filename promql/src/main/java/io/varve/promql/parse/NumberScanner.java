package io.varve.promql.parse;

/**
 * Finds the end of numbers and durations. What it accepts is not always a number, and what it calls
 * a duration is not always one: {@link Numbers} and {@link Durations} decide.
 */
final class NumberScanner {
  private static final String DECIMAL = "0123456789";
  private static final String HEXADECIMAL = DECIMAL + "abcdefABCDEF";

  private final Cursor in;

  NumberScanner(Cursor in) {
    this.in = in;
  }

  /**
   * Moves to the end of a number.
   *
   * @return false if what stands there is none; the cursor is then where that became clear
   */
  boolean number() {
    int from = in.pos();
    String digits = DECIMAL;
    if (in.accept("0") && in.accept("xX")) {
      in.accept("_");
      digits = HEXADECIMAL;
    }
    in.accept(".");
    in.accept(digits);
    return rest(digits) && in.pos() > from && !Cursor.isAlphaNumeric(in.peek());
  }

  /** Moves past dots, exponents, underscores and digits, unless they are where none may be. */
  private boolean rest(String digits) {
    boolean dot = false;
    boolean exponent = false;
    while (in.peekIn(digits + "._eE")) {
      if ((dot && in.accept(".")) || (exponent && in.accept("eE"))) {
        return false;
      }
      if (in.accept(".")) {
        dot = true;
        if (in.accept("_.") || digits.equals(HEXADECIMAL)) {
          return false;
        }
      } else if (in.accept("eE")) {
        exponent = true;
        in.accept("+-");
        if (in.accept("._eE") || in.peek() == Cursor.EOF) {
          return false;
        }
      } else if (in.accept("_")) {
        if (in.accept("._eE") || in.peek() == Cursor.EOF) {
          return false;
        }
      } else {
        in.acceptAll(c -> Cursor.isIn(digits, c));
      }
    }
    return true;
  }

  /** Moves to the end of a duration of which the first number is behind the cursor already. */
  boolean restOfDuration() {
    if (!in.accept("smhdwy")) {
      return false;
    }
    // The s of ms; units such as hs are found out when the duration is read.
    in.accept("s");
    while (in.accept(DECIMAL)) {
      in.acceptAll(Cursor::isDigit);
      if (!in.accept("smhdw")) {
        return false;
      }
      in.accept("s");
    }
    if (Cursor.isAlphaNumeric(in.next())) {
      return false;
    }
    in.backup();
    return true;
  }
}

package io.varve.promql.value;

import java.nio.charset.StandardCharsets;

/**
 * Writes floats as Go's {@code strconv.AppendFloat} does with precision -1: the least digits that
 * read back as the same float. Not thread-safe, reusable.
 */
public final class DecimalForm {
  /** No finite float has more digits before its point or zeros behind it. */
  private static final int MAX_LENGTH = 350;

  private static final double EXACT_INTEGERS = 1e15;

  /** From here on, and below the next one, the JDK writes what is no integer just as Go does. */
  private static final double PLAIN_FROM = 1e-3;

  private static final double PLAIN_TO = 1e7;

  private final byte[] digits = new byte[24];
  private int count;

  /** Place of the decimal point, counted from before the first digit. */
  private int point;

  private final byte[] out = new byte[MAX_LENGTH];
  private int size;

  /** Makes one that has formed nothing. */
  public DecimalForm() {}

  /** The characters, valid until the next call. */
  public byte[] bytes() {
    return out;
  }

  /** How many of {@link #bytes} are the number. */
  public int size() {
    return size;
  }

  /** Forms a sample's value: with an exponent where it is below 1e-6 or from 1e21 on. */
  public void ofValue(double value) {
    double magnitude = Math.abs(value);
    form(value, magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21));
  }

  /** Forms a number without an exponent, however large it is. */
  public void withoutExponent(double value) {
    form(value, false);
  }

  /** Returns what was formed last. */
  @Override
  public String toString() {
    return new String(out, 0, size, StandardCharsets.ISO_8859_1);
  }

  private void form(double value, boolean exponent) {
    size = 0;
    if (!Double.isFinite(value)) {
      ascii(Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
      return;
    }
    if (Double.doubleToRawLongBits(value) < 0) {
      out[size++] = '-';
    }
    double magnitude = Math.abs(value);
    if (magnitude < EXACT_INTEGERS && magnitude == (long) magnitude) {
      ascii(Long.toString((long) magnitude));
      return;
    }
    if (magnitude >= PLAIN_FROM && magnitude < PLAIN_TO) {
      ascii(Double.toString(magnitude));
      return;
    }
    findDigits(magnitude);
    if (exponent) {
      scientific();
    } else {
      plain();
    }
  }

  /** The JDK finds the least digits too, but never less than two. */
  private void findDigits(double magnitude) {
    String text = Double.toString(magnitude);
    count = 0;
    point = 0;
    boolean behindPoint = false;
    int at = 0;
    for (; at < text.length() && text.charAt(at) != 'E'; at++) {
      char c = text.charAt(at);
      if (c == '.') {
        behindPoint = true;
      } else if (count == 0 && c == '0') {
        point -= behindPoint ? 1 : 0;
      } else {
        digits[count++] = (byte) c;
        point += behindPoint ? 0 : 1;
      }
    }
    if (at < text.length()) {
      point += Integer.parseInt(text, at + 1, text.length(), 10);
    }
    while (count > 1 && digits[count - 1] == '0') {
      count--;
    }
    if (count == 2) {
      tryOneDigit(magnitude);
    }
  }

  /** Only the least floats are so far apart that one digit can be enough where two are closer. */
  private void tryOneDigit(double magnitude) {
    int rounded = digits[0] - '0' + (digits[1] >= '5' ? 1 : 0);
    if (Double.parseDouble(rounded + "E" + (point - 1)) == magnitude) {
      point += rounded == 10 ? 1 : 0;
      digits[0] = (byte) ('0' + (rounded == 10 ? 1 : rounded));
      count = 1;
    }
  }

  private void plain() {
    if (point <= 0) {
      ascii("0.");
      zeros(-point);
      copy(0, count);
    } else if (count <= point) {
      copy(0, count);
      zeros(point - count);
    } else {
      copy(0, point);
      out[size++] = '.';
      copy(point, count);
    }
  }

  private void scientific() {
    copy(0, 1);
    if (count > 1) {
      out[size++] = '.';
      copy(1, count);
    }
    out[size++] = 'e';
    int exponent = point - 1;
    out[size++] = (byte) (exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    if (magnitude < 10) {
      out[size++] = '0';
    }
    ascii(Integer.toString(magnitude));
  }

  private void copy(int from, int to) {
    System.arraycopy(digits, from, out, size, to - from);
    size += to - from;
  }

  private void zeros(int n) {
    for (int i = 0; i < n; i++) {
      out[size++] = '0';
    }
  }

  private void ascii(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, out, size, bytes.length);
    size += bytes.length;
  }
}

package io.varve.http.json;

import io.varve.promql.value.DecimalForm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON into a buffer that grows and can be taken out piece by piece. Commas come by
 * themselves; that the text is well-formed otherwise is the caller's affair. Not thread-safe.
 */
public final class JsonWriter {
  private static final int INITIAL_BYTES = 1024;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private final DecimalForm decimal = new DecimalForm();
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int size;
  private boolean afterValue;

  /** Returns how many bytes were written since the last {@link #take}. */
  public int size() {
    return size;
  }

  /** Returns what was written since the last call, and forgets it. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(buffer, size);
    size = 0;
    return taken;
  }

  /** Begins an object. */
  public JsonWriter beginObject() {
    return begin('{');
  }

  /** Ends an object. */
  public JsonWriter endObject() {
    return end('}');
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    return begin('[');
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    return end(']');
  }

  /** Writes the name of a member, which is plain ASCII. */
  public JsonWriter key(String name) {
    comma();
    quotedAscii(name);
    put((byte) ':');
    afterValue = false;
    return this;
  }

  /** Writes the name of a member that is a label, escaped as {@link #label}. */
  public JsonWriter labelKey(String name) {
    comma();
    quoted(name, false);
    put((byte) ':');
    afterValue = false;
    return this;
  }

  /** Writes a string as Go's encoding/json: characters with a meaning in HTML are escaped too. */
  public JsonWriter string(String value) {
    comma();
    quoted(value, true);
    return this;
  }

  /** Writes a string of a label set, in which Prometheus leaves HTML's characters as they are. */
  public JsonWriter label(String value) {
    comma();
    quoted(value, false);
    return this;
  }

  /** Writes an integer. */
  public JsonWriter number(long value) {
    comma();
    ascii(Long.toString(value));
    return this;
  }

  /** Writes a finite number, as Go's encoding/json. */
  public JsonWriter number(double value) {
    comma();
    decimal.ofValue(value);
    append(decimal.bytes(), 0, decimal.size());
    return this;
  }

  /** Writes true or false. */
  public JsonWriter bool(boolean value) {
    comma();
    ascii(Boolean.toString(value));
    return this;
  }

  /** Writes null. */
  public JsonWriter nothing() {
    comma();
    ascii("null");
    return this;
  }

  /** Writes a time in seconds with up to three decimals. */
  public JsonWriter timestamp(long millis) {
    comma();
    if (millis < 0) {
      put((byte) '-');
    }
    long seconds = Math.abs(millis / 1000);
    int fraction = (int) Math.abs(millis % 1000);
    digits(seconds);
    if (fraction != 0) {
      put((byte) '.');
      put((byte) ('0' + fraction / 100));
      put((byte) ('0' + fraction / 10 % 10));
      put((byte) ('0' + fraction % 10));
    }
    return this;
  }

  /** Writes a sample's value, which is a string. */
  public JsonWriter value(double value) {
    comma();
    decimal.ofValue(value);
    quotedDecimal();
    return this;
  }

  /** Writes a scalar's value, a string in which no exponent is used. */
  public JsonWriter scalarValue(double value) {
    comma();
    decimal.withoutExponent(value);
    quotedDecimal();
    return this;
  }

  private void quotedDecimal() {
    put((byte) '"');
    append(decimal.bytes(), 0, decimal.size());
    put((byte) '"');
  }

  private JsonWriter begin(char bracket) {
    comma();
    put((byte) bracket);
    afterValue = false;
    return this;
  }

  private JsonWriter end(char bracket) {
    put((byte) bracket);
    afterValue = true;
    return this;
  }

  private void comma() {
    if (afterValue) {
      put((byte) ',');
    }
    afterValue = true;
  }

  private void quotedAscii(String text) {
    put((byte) '"');
    ascii(text);
    put((byte) '"');
  }

  private void quoted(String text, boolean html) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    put((byte) '"');
    int written = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if (isPlain(b, html) || (b < 0 && !(html && isLineSeparator(utf8, i)))) {
        continue;
      }
      append(utf8, written, i);
      i += escape(utf8, i);
      written = i + 1;
    }
    append(utf8, written, utf8.length);
    put((byte) '"');
  }

  private static boolean isPlain(byte b, boolean html) {
    return b >= ' ' && b != '"' && b != '\\' && !(html && (b == '<' || b == '>' || b == '&'));
  }

  /** U+2028 and U+2029, which end a line in JavaScript. */
  private static boolean isLineSeparator(byte[] utf8, int i) {
    return utf8[i] == (byte) 0xE2
        && utf8[i + 1] == (byte) 0x80
        && (utf8[i + 2] == (byte) 0xA8 || utf8[i + 2] == (byte) 0xA9);
  }

  /** Returns how many bytes beyond the first were escaped with it. */
  private int escape(byte[] utf8, int i) {
    byte b = utf8[i];
    switch (b) {
      case '"' -> ascii("\\\"");
      case '\\' -> ascii("\\\\");
      case '\n' -> ascii("\\n");
      case '\r' -> ascii("\\r");
      case '\t' -> ascii("\\t");
      default -> {
        if (b < 0) {
          ascii(utf8[i + 2] == (byte) 0xA8 ? "\\u2028" : "\\u2029");
          return 2;
        }
        ascii("\\u00");
        put(HEX[b >> 4]);
        put(HEX[b & 0xF]);
      }
    }
    return 0;
  }

  private void ascii(String text) {
    int n = text.length();
    ensure(n);
    for (int i = 0; i < n; i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
  }

  private void digits(long number) {
    int count = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      count++;
    }
    ensure(count);
    long rest = number;
    for (int i = size + count - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += count;
  }

  private void append(byte[] from, int start, int end) {
    ensure(end - start);
    System.arraycopy(from, start, buffer, size, end - start);
    size += end - start;
  }

  private void put(byte b) {
    ensure(1);
    buffer[size++] = b;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
    }
  }
}

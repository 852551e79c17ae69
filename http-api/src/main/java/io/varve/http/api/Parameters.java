package io.varve.http.api;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a request as Go's net/http reads them: those of a posted form come before those
 * of the address, and a pair that is escaped wrongly is passed over. Immutable.
 */
final class Parameters {
  private final Map<String, List<String>> values;
  private final String problem;

  private Parameters(Map<String, List<String>> values, String problem) {
    this.values = values;
    this.problem = problem;
  }

  /**
   * Parses forms.
   *
   * @param forms of the kind {@code a=1&b=2}, the more important first
   */
  static Parameters parse(String... forms) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String problem = "";
    for (String form : forms) {
      for (String pair : form.split("&", -1)) {
        String failure = pair.isEmpty() ? "" : add(pair, values);
        problem = problem.isEmpty() ? failure : problem;
      }
    }
    return new Parameters(values, problem);
  }

  /** Returns the first value; the empty string where there is none. */
  String get(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? "" : all.getFirst();
  }

  /** Returns all values, in the order given. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Throws if any pair was passed over. */
  void requireWellFormed() {
    if (!problem.isEmpty()) {
      throw new VarveException(ErrorCode.INVALID_REQUEST, "error parsing form values: " + problem);
    }
  }

  private static String add(String pair, Map<String, List<String>> values) {
    if (pair.indexOf(';') >= 0) {
      return "invalid semicolon separator in query";
    }
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    String bad = badEscape(name) + badEscape(value);
    if (!bad.isEmpty()) {
      return bad;
    }
    values.computeIfAbsent(unescape(name), _ -> new ArrayList<>()).add(unescape(value));
    return "";
  }

  private static String badEscape(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length() || hex(text, i + 1) < 0 || hex(text, i + 2) < 0) {
        String escape = text.substring(i, Math.min(i + 3, text.length()));
        return "invalid URL escape \"%s\"".formatted(escape);
      }
    }
    return "";
  }

  private static int hex(String text, int i) {
    char c = text.charAt(i);
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(utf8.length);
    for (int i = 0; i < utf8.length; i++) {
      switch (utf8[i]) {
        case '+' -> out.write(' ');
        case '%' -> {
          out.write(Character.digit(utf8[i + 1], 16) << 4 | Character.digit(utf8[i + 2], 16));
          i += 2;
        }
        default -> out.write(utf8[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}

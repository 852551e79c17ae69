package io.varve.promql.parse;

import java.util.List;

/**
 * A text is not a query. The message is that of the first error, with its place, as Prometheus
 * prints it: {@code 1:3: parse error: unexpected end of input}.
 */
public final class ParseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ParseError> errors;

  /** The query cannot be read; {@code errors} has at least one entry. */
  ParseException(String query, List<ParseError> errors) {
    // A query from outside can be wrong a thousand times a second: no stack trace.
    super(message(query, errors.getFirst()), null, false, false);
    this.errors = List.copyOf(errors);
  }

  private static String message(String query, ParseError first) {
    return first.range().startIn(query) + ": parse error: " + first.message();
  }

  /** Returns all errors found, in the order in which they were; at least one. */
  public List<ParseError> errors() {
    return errors;
  }
}

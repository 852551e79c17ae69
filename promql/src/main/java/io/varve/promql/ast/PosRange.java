package io.varve.promql.ast;

/**
 * A part of a query's text.
 *
 * @param start the index of the first UTF-16 unit
 * @param end the index after the last one, or less than {@code start} when nothing is known of it
 */
public record PosRange(int start, int end) {
  /** The beginning of the text; what an error without a place is reported at. */
  public static final PosRange ZERO = new PosRange(0, 0);

  /** Returns the part from the beginning of this one to the end of the other. */
  public PosRange to(PosRange last) {
    return new PosRange(start, last.end);
  }

  /** Returns the part from the same beginning to another end. */
  public PosRange withEnd(int otherEnd) {
    return new PosRange(start, otherEnd);
  }

  /**
   * Returns the beginning as Prometheus prints it, {@code line:column}, both from 1; the column
   * counts bytes of UTF-8.
   *
   * @param query the text that the range is a part of
   */
  public String startIn(String query) {
    if (query.isEmpty()) {
      return "unknown position";
    }
    if (start < 0 || start > query.length()) {
      return "invalid position";
    }
    int line = 1;
    int lineStart = 0;
    for (int i = query.indexOf('\n'); i >= 0 && i < start; i = query.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return line + ":" + (utf8Length(query, lineStart, start) + 1);
  }

  /** Returns the beginning and the end as byte offsets into the UTF-8 form of the text. */
  public PosRange inBytes(String query) {
    int first = utf8Length(query, 0, start);
    return new PosRange(first, first + utf8Length(query, start, Math.max(start, end)));
  }

  private static int utf8Length(String s, int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      // Two bytes for each half of a surrogate pair make the four of the character.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}

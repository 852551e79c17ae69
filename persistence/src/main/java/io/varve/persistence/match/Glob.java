package io.varve.persistence.match;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Values made of literal pieces in this order, with gaps of any characters between them, such as
 * {@code a.*b.+}. The first piece stands at the beginning and the last one at the end; either may
 * be empty.
 *
 * <p>Taking the leftmost place for each middle piece leaves the most room for the next one, so no
 * backtracking is needed. A gap is either any string or any but the empty one: in UTF-8 as in
 * UTF-16, a non-empty gap between whole characters is one that takes at least one unit.
 */
final class Glob implements ValueSet {
  private final String prefix;
  private final byte[][] pieces;
  private final int[] gaps;

  private Glob(List<String> pieces, int[] gaps) {
    this.prefix = pieces.getFirst();
    this.pieces =
        pieces.stream().map(p -> p.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.gaps = gaps;
  }

  /**
   * Returns the set.
   *
   * @param pieces at least two
   * @param gaps the least length of the gap behind each piece but the last, 0 or 1
   */
  static Glob of(List<String> pieces, List<Integer> gaps) {
    if (pieces.size() < 2 || gaps.size() != pieces.size() - 1) {
      throw new IllegalArgumentException(pieces + " with gaps " + gaps);
    }
    return new Glob(pieces, gaps.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public boolean contains(byte[] utf8, int offset, int length) {
    byte[] first = pieces[0];
    int lastPiece = pieces.length - 1;
    byte[] last = pieces[lastPiece];
    int pos = offset + first.length;
    int end = offset + length - last.length;
    if (pos + gaps[0] > end
        || !Arrays.equals(first, 0, first.length, utf8, offset, pos)
        || !Arrays.equals(last, 0, last.length, utf8, end, offset + length)) {
      return false;
    }
    for (int i = 1; i < lastPiece; i++) {
      int found = indexOf(pieces[i], utf8, pos + gaps[i - 1], end);
      if (found < 0) {
        return false;
      }
      pos = found + pieces[i].length;
    }
    return pos + gaps[lastPiece - 1] <= end;
  }

  /** Returns where the piece first stands within {@code [from, to)}, or -1. */
  private static int indexOf(byte[] piece, byte[] utf8, int from, int to) {
    byte first = piece[0];
    for (int at = from; at <= to - piece.length; at++) {
      if (utf8[at] == first && Arrays.equals(piece, 0, piece.length, utf8, at, at + piece.length)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public String prefix() {
    return prefix;
  }
}

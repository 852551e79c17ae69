package io.varve.persistence.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads the plain part of RE2's syntax: literals, escaped punctuation, {@code .}, groups,
 * alternation, quantifiers, and simple classes such as {@code [0-3x]}, {@code [^/]} and {@code \d}.
 * Everything else becomes {@link RegexNode.Opaque}; where even its extent is in doubt (flags, named
 * groups, Unicode classes), the whole expression does. What is understood whole is valid RE2.
 */
final class RegexParser {
  private static final String WORD =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  /** What has a meaning in a class. */
  private static final String CLASS_SYNTAX = "[]\\^-";

  private final String regex;
  private int pos;
  private int depth;
  private boolean lost;

  private RegexParser(String regex) {
    this.regex = regex;
  }

  /**
   * Returns the tree. The expression should be known not to nest too deeply; it need not be valid.
   */
  static RegexNode parse(String regex) {
    RegexParser parser = new RegexParser(regex);
    RegexNode node = parser.alternation();
    return parser.lost || parser.more() ? new RegexNode.Opaque() : node;
  }

  private RegexNode alternation() {
    List<RegexNode> branches = new ArrayList<>();
    branches.add(concatenation());
    while (!lost && next('|')) {
      branches.add(concatenation());
    }
    return branches.size() == 1 ? branches.getFirst() : new RegexNode.Alternate(branches);
  }

  private RegexNode concatenation() {
    List<RegexNode> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int start = pos;
    while (!lost && more() && peek() != '|' && peek() != ')') {
      boolean first = pos == start;
      int before = pos;
      RegexNode atom = atom(first);
      RegexNode part = quantified(atom, before);
      if (part instanceof RegexNode.Literal(String text)) {
        literal.append(text);
      } else {
        parts.add(new RegexNode.Literal(literal.toString()));
        literal.setLength(0);
        parts.add(part);
      }
    }
    parts.add(new RegexNode.Literal(literal.toString()));
    return RegexNode.concat(parts);
  }

  private RegexNode atom(boolean first) {
    int c = regex.codePointAt(pos);
    pos += Character.charCount(c);
    return switch (c) {
      case '(' -> group();
      case '[' -> charClass();
      case '\\' -> escape();
      case '.' -> RegexNode.OneChar.ANY;
      case '^' -> first && depth == 0 ? anchor() : new RegexNode.Opaque();
      case '$' -> depth == 0 && (!more() || peek() == '|') ? anchor() : new RegexNode.Opaque();
      case '*', '+', '?', '{' -> loseTrack();
      default -> new RegexNode.Literal(Character.toString(c));
    };
  }

  /** At the very ends an anchor says what is so anyhow; one that is repeated is left alone. */
  private RegexNode anchor() {
    boolean repeated = more() && "*+?{".indexOf(peek()) >= 0;
    return repeated ? loseTrack() : new RegexNode.Literal("");
  }

  private RegexNode group() {
    if (next('?') && !next(':')) {
      return loseTrack();
    }
    depth++;
    RegexNode inner = alternation();
    depth--;
    return next(')') ? inner : loseTrack();
  }

  private RegexNode escape() {
    if (!more()) {
      return loseTrack();
    }
    char c = regex.charAt(pos++);
    if (PUNCTUATION.indexOf(c) >= 0) {
      return new RegexNode.Literal(String.valueOf(c));
    }
    return switch (c) {
      case 'd' -> chars("0123456789");
      case 'D' -> chars("0123456789").complement();
      case 's' -> chars("\t\n\f\r ");
      case 'S' -> chars("\t\n\f\r ").complement();
      case 'w' -> chars(WORD);
      case 'W' -> chars(WORD).complement();
      default -> loseTrack();
    };
  }

  private static RegexNode.OneChar chars(String ascii) {
    BitSet chars = new BitSet();
    ascii.chars().forEach(chars::set);
    return new RegexNode.OneChar(chars, false);
  }

  private RegexNode charClass() {
    int end = RegexLimits.endOfClass(regex, pos - 1);
    boolean negated = next('^');
    BitSet members = new BitSet();
    while (more() && peek() != ']') {
      char low = regex.charAt(pos++);
      char high = low;
      if (more() && peek() == '-') {
        pos++;
        high = more() ? regex.charAt(pos++) : 0;
      }
      if (!isPlain(low) || !isPlain(high) || low > high) {
        pos = end + 1;
        return new RegexNode.Opaque();
      }
      members.set(low, high + 1);
    }
    if (members.isEmpty()) {
      pos = end + 1;
      return new RegexNode.Opaque();
    }
    if (!next(']')) {
      return loseTrack();
    }
    return negated ? new RegexNode.OneChar(members, false).complement() : alternatives(members);
  }

  /** As strings, so that what has few members can be listed. */
  private static RegexNode alternatives(BitSet members) {
    return new RegexNode.Alternate(
        members.stream()
            .<RegexNode>mapToObj(c -> new RegexNode.Literal(Character.toString(c)))
            .toList());
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F && CLASS_SYNTAX.indexOf(c) < 0;
  }

  /** Applies the quantifier that stands here, if one does, to the atom that began at a position. */
  private RegexNode quantified(RegexNode atom, int atomStart) {
    if (lost || !more()) {
      return atom;
    }
    boolean any = regex.charAt(atomStart) == '.';
    char c = peek();
    RegexNode result;
    switch (c) {
      case '*' -> result = any ? new RegexNode.AnyRun(0) : unbounded(atom, 0);
      case '+' -> result = any ? new RegexNode.AnyRun(1) : unbounded(atom, 1);
      case '?' -> result = new RegexNode.Alternate(List.of(atom, new RegexNode.Literal("")));
      case '{' -> {
        int close = endOfCount();
        if (close < 0) {
          return loseTrack();
        }
        result = counted(atom, regex.substring(pos + 1, close));
        pos = close;
      }
      default -> {
        return atom;
      }
    }
    pos++;
    // Lazy or greedy makes no difference to whether a whole value matches.
    boolean _ = next('?');
    return result;
  }

  private static RegexNode unbounded(RegexNode node, int min) {
    return new RegexNode.Repeat(node, min, RegexNode.Repeat.UNBOUNDED);
  }

  private static RegexNode counted(RegexNode node, String count) {
    int comma = count.indexOf(',');
    int min = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
    if (comma == count.length() - 1) {
      return unbounded(node, min);
    }
    int max = comma < 0 ? min : Integer.parseInt(count.substring(comma + 1));
    return new RegexNode.Repeat(node, min, max);
  }

  /** Returns where the brace of {@code {2}}, {@code {2,}} or {@code {2,3}} closes, or -1. */
  private int endOfCount() {
    int close = regex.indexOf('}', pos);
    boolean isCount = close > 0 && regex.substring(pos + 1, close).matches("[0-9]+(,[0-9]*)?");
    return isCount ? close : -1;
  }

  private RegexNode loseTrack() {
    lost = true;
    return new RegexNode.Opaque();
  }

  private boolean more() {
    return pos < regex.length();
  }

  private char peek() {
    return regex.charAt(pos);
  }

  private boolean next(char c) {
    if (more() && peek() == c) {
      pos++;
      return true;
    }
    return false;
  }
}

package io.varve.persistence.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** As much of a regular expression's tree as shortcuts need; the rest is {@link Opaque}. */
sealed interface RegexNode {
  /** More alternatives than this are not multiplied out of a concatenation. */
  int MAX_PRODUCT = 1024;

  /** Just this string. */
  record Literal(String text) implements RegexNode {}

  /** {@code .*} or {@code .+}: at least {@code min} characters, 0 or 1. */
  record AnyRun(int min) implements RegexNode {}

  /**
   * Any one character of those given.
   *
   * @param ascii those below 128; not to be written
   * @param beyondAscii whether all others are among them
   */
  record OneChar(BitSet ascii, boolean beyondAscii) implements RegexNode {
    /** Any character at all. */
    static final OneChar ANY = new OneChar(new BitSet(), false).complement();

    /** Returns all characters but these. */
    OneChar complement() {
      BitSet others = (BitSet) ascii.clone();
      others.flip(0, 0x80);
      return new OneChar(others, !beyondAscii);
    }
  }

  /**
   * So many in a row.
   *
   * @param max {@link #UNBOUNDED} where there may be any number
   */
  record Repeat(RegexNode node, int min, int max) implements RegexNode {
    static final int UNBOUNDED = -1;
  }

  /** One after the other; never holds a concatenation, nor two literals side by side. */
  record Concat(List<RegexNode> parts) implements RegexNode {}

  /** One of several. */
  record Alternate(List<RegexNode> branches) implements RegexNode {}

  /** Something about which nothing is known. */
  record Opaque() implements RegexNode {}

  /** Returns the concatenation of the parts in its simplest form. */
  static RegexNode concat(List<RegexNode> parts) {
    List<RegexNode> flat = new ArrayList<>();
    for (RegexNode part : parts) {
      for (RegexNode p : part instanceof Concat c ? c.parts() : List.of(part)) {
        appendPart(flat, p);
      }
    }
    return switch (flat.size()) {
      case 0 -> new Literal("");
      case 1 -> flat.getFirst();
      default -> new Concat(List.copyOf(flat));
    };
  }

  private static void appendPart(List<RegexNode> flat, RegexNode part) {
    if (part instanceof Literal(String text)) {
      if (text.isEmpty()) {
        return;
      }
      if (!flat.isEmpty() && flat.getLast() instanceof Literal(String before)) {
        flat.set(flat.size() - 1, new Literal(before + text));
        return;
      }
    }
    flat.add(part);
  }

  /** Returns all strings that match, if they are known to be finitely many and not too many. */
  static Optional<List<String>> strings(RegexNode node) {
    return switch (node) {
      case Literal(String text) -> Optional.of(List.of(text));
      case AnyRun _, OneChar _, Repeat _, Opaque _ -> Optional.empty();
      case Concat(List<RegexNode> parts) -> product(parts);
      case Alternate(List<RegexNode> branches) -> union(branches);
    };
  }

  private static Optional<List<String>> union(List<RegexNode> branches) {
    List<String> all = new ArrayList<>();
    for (RegexNode branch : branches) {
      Optional<List<String>> strings = strings(branch);
      if (strings.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(strings.get());
    }
    return Optional.of(all);
  }

  private static Optional<List<String>> product(List<RegexNode> parts) {
    List<String> all = List.of("");
    for (RegexNode part : parts) {
      Optional<List<String>> strings = strings(part);
      if (strings.isEmpty() || (long) all.size() * strings.get().size() > MAX_PRODUCT) {
        return Optional.empty();
      }
      List<String> longer = new ArrayList<>(all.size() * strings.get().size());
      for (String head : all) {
        for (String tail : strings.get()) {
          longer.add(head + tail);
        }
      }
      all = longer;
    }
    return Optional.of(all);
  }
}

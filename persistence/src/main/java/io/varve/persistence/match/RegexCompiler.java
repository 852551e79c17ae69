package io.varve.persistence.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a regular expression into the cheapest set of values that says the same. */
final class RegexCompiler {
  /** Beyond so many alternatives the engine is no slower than trying each. */
  private static final int MAX_DISTRIBUTED = 64;

  private RegexCompiler() {}

  /**
   * Returns the set of values that the expression matches whole.
   *
   * @throws VarveException as {@link CompiledMatcher#compile}
   */
  static ValueSet compile(String regex) {
    if (isPlainAlternation(regex)) {
      // Choosing a thousand values in a dashboard makes one of these: no limit, no engine.
      return OneOf.of(List.of(regex.split("\\|", -1)));
    }
    Optional<String> violation = RegexLimits.violation(regex);
    if (violation.isPresent()) {
      throw failure(violation.get());
    }
    Pattern pattern = enginePattern(regex);
    RegexNode tree = RegexParser.parse(regex);
    String prefix = prefix(tree);
    return exact(tree)
        .or(() -> AutomatonBuilder.build(tree, prefix))
        .orElseGet(() -> new RegexSet(pattern, prefix, suffix(tree)));
  }

  private static boolean isPlainAlternation(String regex) {
    return regex.chars().noneMatch(c -> "\\.+*?()[]{}^$".indexOf(c) >= 0);
  }

  private static Pattern enginePattern(String regex) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw failure(describe(regex, e));
    }
  }

  /** The engine's words are Go's but for these three cases. */
  private static String describe(String regex, PatternSyntaxException e) {
    return switch (e.getDescription()) {
      case "regexp/syntax: internal error" -> "unexpected ): `" + regex + "`";
      case "missing closing )" -> "missing closing ): `" + regex + "`";
      default -> e.getDescription() + ": `" + (e.getPattern() == null ? "" : e.getPattern()) + "`";
    };
  }

  private static VarveException failure(String what) {
    return new VarveException(ErrorCode.INVALID_QUERY, "error parsing regexp: " + what);
  }

  /**
   * Returns the set that matches just what the tree does, where there is one without the engine.
   */
  private static Optional<ValueSet> exact(RegexNode node) {
    Optional<List<String>> strings = RegexNode.strings(node);
    if (strings.isPresent()) {
      return Optional.of(OneOf.of(strings.get()));
    }
    return switch (node) {
      case RegexNode.AnyRun(int min) ->
          Optional.of(min == 0 ? new ValueSet.Everything() : new ValueSet.AllButEmpty());
      case RegexNode.Concat(List<RegexNode> parts) -> glob(parts).or(() -> distributed(parts));
      case RegexNode.Alternate(List<RegexNode> branches) -> anyOf(branches);
      case RegexNode.Literal _, RegexNode.OneChar _, RegexNode.Repeat _, RegexNode.Opaque _ ->
          Optional.empty();
    };
  }

  private static Optional<ValueSet> anyOf(List<RegexNode> branches) {
    List<ValueSet> sets = new ArrayList<>();
    for (RegexNode branch : branches) {
      Optional<ValueSet> set = exact(branch);
      if (set.isEmpty()) {
        return Optional.empty();
      }
      sets.add(set.get());
    }
    return Optional.of(new ValueSet.AnyOf(List.copyOf(sets)));
  }

  /** Multiplies {@code (a|b).*} out to {@code a.*|b.*}, one alternation at a time. */
  private static Optional<ValueSet> distributed(List<RegexNode> parts) {
    long product = 1;
    int at = -1;
    for (int i = parts.size() - 1; i >= 0; i--) {
      switch (parts.get(i)) {
        case RegexNode.Alternate(List<RegexNode> branches) -> {
          product = Math.min(Integer.MAX_VALUE, product * branches.size());
          at = i;
        }
        case RegexNode.OneChar _, RegexNode.Repeat _, RegexNode.Opaque _ -> {
          return Optional.empty();
        }
        case RegexNode.Literal _, RegexNode.AnyRun _, RegexNode.Concat _ -> {}
      }
    }
    if (at < 0 || product > MAX_DISTRIBUTED) {
      return Optional.empty();
    }
    List<RegexNode> whole = new ArrayList<>();
    for (RegexNode branch : ((RegexNode.Alternate) parts.get(at)).branches()) {
      List<RegexNode> one = new ArrayList<>(parts);
      one.set(at, branch);
      whole.add(RegexNode.concat(one));
    }
    return anyOf(whole);
  }

  private static Optional<ValueSet> glob(List<RegexNode> parts) {
    List<String> pieces = new ArrayList<>();
    List<Integer> gaps = new ArrayList<>();
    String piece = "";
    int gap = -1;
    for (RegexNode part : parts) {
      switch (part) {
        case RegexNode.Literal(String text) -> {
          if (gap >= 0) {
            gaps.add(gap);
            gap = -1;
          }
          piece = text;
        }
        case RegexNode.AnyRun(int min) -> {
          if (gap < 0) {
            pieces.add(piece);
            piece = "";
            gap = 0;
          }
          gap += min;
          // Two characters can be one unit of neither encoding: left to the engine.
          if (gap > 1) {
            return Optional.empty();
          }
        }
        case RegexNode.Concat _,
            RegexNode.Alternate _,
            RegexNode.OneChar _,
            RegexNode.Repeat _,
            RegexNode.Opaque _ -> {
          return Optional.empty();
        }
      }
    }
    if (gap >= 0) {
      gaps.add(gap);
    }
    pieces.add(piece);
    return Optional.of(Glob.of(pieces, gaps));
  }

  /** Returns what everything that the tree matches begins with. */
  private static String prefix(RegexNode node) {
    return switch (node) {
      case RegexNode.Literal(String text) -> text;
      case RegexNode.AnyRun _, RegexNode.OneChar _, RegexNode.Repeat _, RegexNode.Opaque _ -> "";
      case RegexNode.Concat(List<RegexNode> parts) -> prefixOfConcat(parts);
      case RegexNode.Alternate(List<RegexNode> branches) ->
          branches.stream().map(RegexCompiler::prefix).reduce(OneOf::commonPrefix).orElse("");
    };
  }

  /** A literal at the beginning is followed by something else, whose own prefix may add to it. */
  private static String prefixOfConcat(List<RegexNode> parts) {
    String head = prefix(parts.getFirst());
    boolean whole = parts.getFirst() instanceof RegexNode.Literal;
    return whole ? head + prefix(parts.get(1)) : head;
  }

  private static String suffix(RegexNode node) {
    return node instanceof RegexNode.Concat(List<RegexNode> parts)
            && parts.getLast() instanceof RegexNode.Literal(String text)
        ? text
        : "";
  }
}

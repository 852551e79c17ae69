package io.varve.persistence.match;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an {@link Automaton} of a regular expression: first one that may be in many of its steps at
 * once (Thompson's), of which each takes a byte or leads on to two others; then one of which each
 * state is a set of such steps. An expression whose automaton would be large has none.
 */
final class AutomatonBuilder {
  /** With {@link #MAX_STATES}, this bounds the time to build one to some milliseconds. */
  private static final int MAX_STEPS = 512;

  private static final int MAX_STATES = 128;

  /** The step that the expression ends with. */
  private static final int END = 0;

  /** Stands for the lowest byte of a step that takes none. */
  private static final int NO_BYTE = 0x100;

  private final int[] low = new int[MAX_STEPS];
  private final int[] high = new int[MAX_STEPS];
  private final int[] to = new int[MAX_STEPS];

  /** The second step that one leads on to that takes no byte. */
  private final int[] or = new int[MAX_STEPS];

  private int count = 1;
  private boolean givenUp;

  private AutomatonBuilder() {
    low[END] = NO_BYTE;
  }

  /**
   * Returns the set of values that the expression matches whole, if it is understood as a whole and
   * small.
   *
   * @param prefix what all of them begin with
   */
  static Optional<ValueSet> build(RegexNode node, String prefix) {
    AutomatonBuilder builder = new AutomatonBuilder();
    int first = builder.steps(node, END);
    return builder.givenUp ? Optional.empty() : builder.determinize(first, prefix);
  }

  /** Adds the steps of an expression that lead on to another one, and returns their first. */
  private int steps(RegexNode node, int next) {
    return switch (node) {
      case RegexNode.Literal(String text) -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int at = next;
        for (int i = utf8.length - 1; i >= 0; i--) {
          at = range(utf8[i] & 0xFF, utf8[i] & 0xFF, at);
        }
        yield at;
      }
      case RegexNode.OneChar chars -> oneChar(chars, next);
      case RegexNode.AnyRun(int min) ->
          repeated(RegexNode.OneChar.ANY, min, RegexNode.Repeat.UNBOUNDED, next);
      case RegexNode.Repeat(RegexNode inner, int min, int max) -> repeated(inner, min, max, next);
      case RegexNode.Concat(List<RegexNode> parts) -> {
        int at = next;
        for (RegexNode part : parts.reversed()) {
          at = steps(part, at);
        }
        yield at;
      }
      case RegexNode.Alternate(List<RegexNode> branches) -> {
        int at = steps(branches.getLast(), next);
        for (RegexNode branch : branches.reversed().subList(1, branches.size())) {
          at = either(steps(branch, next), at);
        }
        yield at;
      }
      case RegexNode.Opaque _ -> {
        givenUp = true;
        yield END;
      }
    };
  }

  private int repeated(RegexNode inner, int min, int max, int next) {
    int at = next;
    if (max == RegexNode.Repeat.UNBOUNDED) {
      at = either(next, next);
      to[at] = steps(inner, at);
    } else {
      for (int i = min; i < max; i++) {
        at = either(steps(inner, at), next);
      }
    }
    for (int i = 0; i < min; i++) {
      at = steps(inner, at);
    }
    return at;
  }

  private int oneChar(RegexNode.OneChar chars, int next) {
    int at = chars.beyondAscii() ? longChar(next) : -1;
    BitSet ascii = chars.ascii();
    for (int from = ascii.nextSetBit(0); from >= 0; ) {
      int end = ascii.nextClearBit(from);
      int run = range(from, end - 1, next);
      at = at < 0 ? run : either(run, at);
      from = ascii.nextSetBit(end);
    }
    return at;
  }

  /** A character of two to four bytes; that it is well-formed is known. */
  private int longChar(int next) {
    int last = range(0x80, 0xBF, next);
    int lastTwo = range(0x80, 0xBF, last);
    int lastThree = range(0x80, 0xBF, lastTwo);
    return either(
        range(0xC0, 0xDF, last), either(range(0xE0, 0xEF, lastTwo), range(0xF0, 0xFF, lastThree)));
  }

  private int range(int from, int through, int next) {
    int step = step(next);
    low[step] = from;
    high[step] = through;
    return step;
  }

  private int either(int a, int b) {
    int step = step(a);
    low[step] = NO_BYTE;
    or[step] = b;
    return step;
  }

  private int step(int next) {
    if (count == MAX_STEPS) {
      givenUp = true;
      return END;
    }
    to[count] = next;
    return count++;
  }

  private Optional<ValueSet> determinize(int first, String prefix) {
    short[] classes = new short[0x100];
    int[] members = classes(classes);
    Map<BitSet, Integer> numbers = new HashMap<>();
    List<BitSet> states = new ArrayList<>();
    BitSet none = new BitSet();
    BitSet start = new BitSet();
    reach(first, start, new BitSet());
    for (BitSet state : List.of(none, start)) {
      numbers.put(state, states.size());
      states.add(state);
    }
    short[] next = new short[MAX_STATES * members.length];
    for (int s = 0; s < states.size(); s++) {
      for (int c = 0; c < members.length; c++) {
        BitSet after = after(states.get(s), members[c]);
        Integer number = numbers.putIfAbsent(after, states.size());
        if (number == null) {
          if (states.size() == MAX_STATES) {
            return Optional.empty();
          }
          number = states.size();
          states.add(after);
        }
        next[s * members.length + c] = number.shortValue();
      }
    }
    boolean[] takes = new boolean[states.size()];
    for (int s = 0; s < takes.length; s++) {
      takes[s] = states.get(s).get(END);
    }
    short[] used = Arrays.copyOf(next, states.size() * members.length);
    return Optional.of(new Automaton(classes, members.length, used, takes, prefix));
  }

  /** Puts bytes that no step tells apart into one class, and returns a byte of each class. */
  private int[] classes(short[] classes) {
    BitSet begins = new BitSet();
    for (int i = 0; i < count; i++) {
      if (low[i] != NO_BYTE) {
        begins.set(low[i]);
        begins.set(high[i] + 1);
      }
    }
    begins.set(0);
    begins.clear(0x100);
    for (int b = 0, c = -1; b < classes.length; b++) {
      c += begins.get(b) ? 1 : 0;
      classes[b] = (short) c;
    }
    return begins.stream().toArray();
  }

  /** The steps in which the automaton may be after a byte. */
  private BitSet after(BitSet state, int b) {
    BitSet after = new BitSet();
    BitSet seen = new BitSet();
    for (int i = state.nextSetBit(0); i >= 0; i = state.nextSetBit(i + 1)) {
      if (low[i] <= b && b <= high[i]) {
        reach(to[i], after, seen);
      }
    }
    return after;
  }

  /** Adds the steps that take a byte, and the end, as far as they are reached without one. */
  private void reach(int step, BitSet into, BitSet seen) {
    if (seen.get(step)) {
      return;
    }
    seen.set(step);
    if (step != END && low[step] == NO_BYTE) {
      reach(to[step], into, seen);
      reach(or[step], into, seen);
    } else {
      into.set(step);
    }
  }
}

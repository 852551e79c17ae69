package io.varve.persistence.match;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A set of label values. Implementations are immutable and thread-safe. */
sealed interface ValueSet
    permits OneOf,
        Glob,
        Automaton,
        RegexSet,
        ValueSet.AnyOf,
        ValueSet.Everything,
        ValueSet.AllButEmpty {
  /** Returns whether the well-formed UTF-8 in that range is in the set. */
  boolean contains(byte[] utf8, int offset, int length);

  /** Returns whether the string is in the set. */
  default boolean contains(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return contains(utf8, 0, utf8.length);
  }

  /** Returns a string that all members begin with; empty where none is known. */
  default String prefix() {
    return "";
  }

  /** Every string. */
  record Everything() implements ValueSet {
    @Override
    public boolean contains(byte[] utf8, int offset, int length) {
      return true;
    }
  }

  /** Every string but the empty one. */
  record AllButEmpty() implements ValueSet {
    @Override
    public boolean contains(byte[] utf8, int offset, int length) {
      return length > 0;
    }
  }

  /** The union of several sets. */
  record AnyOf(List<ValueSet> sets) implements ValueSet {
    @Override
    public boolean contains(byte[] utf8, int offset, int length) {
      for (ValueSet set : sets) {
        if (set.contains(utf8, offset, length)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String prefix() {
      return sets.stream().map(ValueSet::prefix).reduce(OneOf::commonPrefix).orElse("");
    }
  }
}

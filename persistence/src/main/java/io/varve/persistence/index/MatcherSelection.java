package io.varve.persistence.index;

import io.varve.persistence.match.CompiledMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the series that a list of matchers selects.
 *
 * <p>An absent label has the empty value, and postings list only labels that are there. So a
 * matcher that the empty value fails selects series out of postings, and one that it passes removes
 * the series whose value fails. If none selects, all series are there to remove from.
 */
final class MatcherSelection {
  private MatcherSelection() {}

  static Postings select(IndexReader index, List<CompiledMatcher> matchers) {
    List<Postings> kept = new ArrayList<>();
    for (CompiledMatcher matcher : matchers) {
      if (!matcher.matchesEmpty()) {
        Postings passing = passing(index, matcher);
        if (passing.isEmpty()) {
          return Postings.EMPTY;
        }
        kept.add(passing);
      }
    }
    kept.sort(Comparator.comparingInt(Postings::size));
    Postings result = kept.stream().reduce(Postings::intersect).orElseGet(index::allPostings);
    for (CompiledMatcher matcher : matchers) {
      if (matcher.matchesEmpty() && !result.isEmpty()) {
        result = result.subtract(failing(index, matcher));
      }
    }
    return result;
  }

  private static Postings passing(IndexReader index, CompiledMatcher matcher) {
    return matcher.isNegated() ? outside(index, matcher) : inside(index, matcher);
  }

  private static Postings failing(IndexReader index, CompiledMatcher matcher) {
    return matcher.isNegated() ? inside(index, matcher) : outside(index, matcher);
  }

  /** The series that have the label, with a value of the matcher's set. */
  private static Postings inside(IndexReader index, CompiledMatcher matcher) {
    if (matcher.hasValues()) {
      return index.postings(matcher.name(), matcher.values());
    }
    return index.postings(matcher.name(), matcher.prefix(), value -> isInside(matcher, value));
  }

  /** The series that have the label, with a value that is not in the matcher's set. */
  private static Postings outside(IndexReader index, CompiledMatcher matcher) {
    if (matcher.takesEverything() || matcher.takesAllButEmpty()) {
      return Postings.EMPTY;
    }
    return index.postings(matcher.name(), "", value -> !isInside(matcher, value));
  }

  private static boolean isInside(CompiledMatcher matcher, String value) {
    return matcher.matches(value) != matcher.isNegated();
  }
}

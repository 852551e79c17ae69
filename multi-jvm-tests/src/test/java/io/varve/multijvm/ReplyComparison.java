package io.varve.multijvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what is said to one query.
 *
 * <p>Where Prometheus has to choose between equals it goes by the order of its storage, or by that
 * in which an operator happened to give series, and another choice is as right: which of equal
 * values {@code topk} keeps, which series {@code limitk}, which of several failures is reported, at
 * which of several places a remark is said to be, and which of more than ten remarks are made.
 */
final class ReplyComparison {
  /**
   * It cannot print histograms with custom buckets once they were multiplied by what is no number.
   */
  private static final String NO_TEXT = "histograms with custom buckets have no zero bucket";

  private static final Pattern PLACE = Pattern.compile(" \\(\\d+:\\d+\\)$");

  /** Which of them are made of one aggregation depends on what it happens to meet first. */
  private static final List<String> OF_MIXES =
      List.of(
          "encountered a mix of histograms and floats for aggregation",
          "vector contains a mix of histograms with exponential and custom buckets schemas",
          "mismatched custom buckets were reconciled during aggregation");

  /** Made of the last pair at each time only. */
  private static final List<String> OF_PAIRS =
      List.of(
          "incompatible sample types encountered for binary operator",
          "incompatible bucket layout encountered for binary operator");

  private final Dialect dialect;
  private int choices;

  ReplyComparison(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Returns how many replies were the same but for a choice. */
  int choices() {
    return choices;
  }

  /** Says what differs, in at most a few lines; nothing if nothing does. */
  List<String> differences(String query, QueryReply expected, QueryReply actual) {
    List<String> found = new ArrayList<>();
    if (expected.answer() == null || actual.answer() == null) {
      if (!sameErrors(expected.error(), actual.error())) {
        found.add("%s%n  and %s".formatted(expected.error(), actual.error()));
      }
    } else {
      found.addAll(differences(query, expected.answer(), actual.answer()));
    }
    if (dialect.isFollowed() && !sameNotes(expected.notes(), actual.notes())) {
      found.add("%s%n  and %s".formatted(expected.notes(), actual.notes()));
    }
    return found.stream().map(difference -> query + ": " + difference).toList();
  }

  private List<String> differences(String query, QueryAnswer expected, QueryAnswer actual) {
    List<String> found = expected.differences(actual);
    if (!found.isEmpty() && areChoices(query, expected, actual)) {
      choices++;
      return List.of();
    }
    return found.isEmpty() && !sameOrder(query, expected, actual)
        ? List.of("order %s%n  and %s".formatted(expected.series(), actual.series()))
        : found;
  }

  /** Both fail, for one reason or another; or Prometheus for one that it should not have. */
  private boolean sameErrors(String expected, String actual) {
    if (expected.endsWith(NO_TEXT)) {
      return true;
    }
    boolean both = !expected.isEmpty() && !actual.isEmpty();
    if (both && !expected.equals(actual)) {
      choices++;
    }
    return both && type(expected).equals(type(actual));
  }

  private static String type(String error) {
    return error.substring(0, error.indexOf(':'));
  }

  private boolean sameNotes(SortedSet<String> expected, SortedSet<String> actual) {
    if (expected.equals(actual)) {
      return true;
    }
    choices++;
    if (expected.stream().anyMatch(ReplyComparison::isOmission)) {
      return expected.size() == actual.size();
    }
    Set<String> missing = texts(expected);
    Set<String> surplus = texts(actual);
    missing.removeAll(texts(actual));
    surplus.removeAll(texts(expected));
    missing.removeIf(note -> isOneOf(OF_MIXES, note));
    surplus.removeIf(note -> isOneOf(OF_MIXES, note) || isOneOf(OF_PAIRS, note));
    return missing.isEmpty() && surplus.isEmpty();
  }

  private static boolean isOneOf(List<String> texts, String note) {
    return texts.stream().anyMatch(note::contains);
  }

  private static boolean isOmission(String note) {
    return note.endsWith(" annotations omitted");
  }

  private static Set<String> texts(SortedSet<String> notes) {
    return notes.stream()
        .map(note -> PLACE.matcher(note).replaceAll(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean areChoices(String query, QueryAnswer expected, QueryAnswer actual) {
    boolean any = query.startsWith("limitk");
    NavigableMap<Long, double[]> e = values(expected, any);
    NavigableMap<Long, double[]> a = values(actual, any);
    return KnownDifferences.chooses(query)
        && e.keySet().equals(a.keySet())
        && e.keySet().stream().allMatch(t -> areClose(e.get(t), a.get(t)));
  }

  /** The values at each time in their order; only as many as there are if they may be any. */
  private static NavigableMap<Long, double[]> values(QueryAnswer answer, boolean any) {
    NavigableMap<Long, List<Double>> values = new TreeMap<>();
    for (NavigableMap<Long, List<Double>> series : answer.points().values()) {
      series.forEach(
          (t, v) -> values.computeIfAbsent(t, _ -> new ArrayList<>()).add(any ? 0 : v.getFirst()));
    }
    NavigableMap<Long, double[]> sorted = new TreeMap<>();
    values.forEach(
        (t, list) -> sorted.put(t, list.stream().mapToDouble(v -> v).sorted().toArray()));
    return sorted;
  }

  private static boolean areClose(double[] a, double[] b) {
    return QueryAnswer.areClose(
        Arrays.stream(a).boxed().toList(), Arrays.stream(b).boxed().toList());
  }

  /**
   * Ranges come in the order of labels, and an instant's series in that which is asked for; where
   * they are sorted by value, equal ones in any.
   */
  private static boolean sameOrder(String query, QueryAnswer expected, QueryAnswer actual) {
    if (expected.type().equals("matrix")) {
      return expected.series().equals(actual.series());
    }
    if (query.startsWith("sort_by_label")) {
      return !haveOrder(query, expected) || expected.series().equals(actual.series());
    }
    return !query.startsWith("sort") || sameValues(expected, actual);
  }

  /** In Prometheus a label that is missing is neither before nor behind one that is there. */
  private static boolean haveOrder(String query, QueryAnswer answer) {
    return Stream.of("job", "inst")
        .filter(name -> query.contains("'" + name + "'"))
        .allMatch(name -> answer.series().stream().allMatch(labels -> labels.containsKey(name)));
  }

  private static boolean sameValues(QueryAnswer expected, QueryAnswer actual) {
    for (int i = 0; i < expected.series().size(); i++) {
      List<Double> e = value(expected, i);
      if (!QueryAnswer.areClose(e, value(actual, i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Double> value(QueryAnswer instant, int i) {
    return instant.points().get(instant.series().get(i)).firstEntry().getValue();
  }
}

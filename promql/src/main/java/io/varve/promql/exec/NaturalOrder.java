package io.varve.promql.exec;

import io.varve.model.Utf8;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares strings as people read them: runs of digits by their number, what is between them by its
 * bytes. Strings of which one is empty have no order, as in Prometheus.
 */
final class NaturalOrder implements Comparator<String> {
  private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

  @Override
  public int compare(String a, String b) {
    List<String> left = runs(a);
    List<String> right = runs(b);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int c = compareRuns(left.get(i), right.get(i));
      if (c != 0) {
        return c;
      }
    }
    return left.isEmpty() || right.isEmpty() ? 0 : Integer.compare(left.size(), right.size());
  }

  private static int compareRuns(String a, String b) {
    return isNumber(a) && isNumber(b)
        ? new BigInteger(a).compareTo(new BigInteger(b))
        : Utf8.compare(a, b);
  }

  private static boolean isNumber(String run) {
    return run.charAt(0) >= '0' && run.charAt(0) <= '9';
  }

  private static List<String> runs(String s) {
    List<String> result = new ArrayList<>();
    for (Matcher m = RUN.matcher(s); m.find(); ) {
      result.add(m.group());
    }
    return result;
  }
}

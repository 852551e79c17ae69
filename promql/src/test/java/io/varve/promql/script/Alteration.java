package io.varve.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of which one expectation is no longer what it was.
 *
 * @param what is different
 * @param evalLine where the eval command stands that must fail now
 * @param script the altered text
 */
record Alteration(String what, int evalLine, String script) {
  private static final Pattern SERIES = Pattern.compile("(\\s*\\S*\\{.*\\})((?: \\S+)+)");
  private static final Pattern NOTE = Pattern.compile("expect (warn|info|fail) (msg|regex): .*");

  /** What a line becomes that is left out; an empty line would end the block. */
  private static final String GONE = "";

  @Override
  public String toString() {
    return "line " + evalLine + ": " + what;
  }

  /** Returns every alteration of every expectation in the script. */
  static List<Alteration> all(String script) {
    List<Alteration> all = new ArrayList<>();
    List<String> lines = script.lines().toList();
    int eval = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || line.startsWith("load")) {
        eval = -1;
      } else if (line.startsWith("eval")) {
        eval = i;
        if (!line.startsWith("eval_fail") && !isScalar(lines, i)) {
          add(all, lines, eval, i, "one series more", line + "\n  altered{} 1");
          add(all, lines, eval, i, "a failure", line + "\n  expect fail");
        }
      } else if (eval >= 0) {
        int from = eval;
        int at = i;
        alterations(line, lines.get(eval))
            .forEach((what, altered) -> add(all, lines, from, at, what, altered));
        if (lines.get(eval).contains("sort") && SERIES.matcher(line).matches()) {
          swap(all, lines, eval, i);
        }
      }
    }
    return all;
  }

  /** A scalar ends its block, and a string or failure has no series. */
  private static boolean isScalar(List<String> lines, int eval) {
    String next = eval + 1 < lines.size() ? lines.get(eval + 1).strip() : "";
    return next.matches("\\d+")
        || next.startsWith("expect string")
        || next.startsWith("expect fail");
  }

  private static Map<String, String> alterations(String line, String eval) {
    Map<String, String> altered = new TreeMap<>();
    Matcher series = SERIES.matcher(line);
    String text = line.strip();
    if (series.matches()) {
      altered.put("no such series", GONE);
      altered.put("another label", line.replaceFirst("\\{", "{altered=\"x\", "));
      altered.put("another name", "  altered" + text.substring(text.indexOf('{')) + "");
      altered.put("another last value", series.group(1) + otherLast(series.group(2)));
      if (eval.startsWith("eval range") || (eval.contains("[3m]") && !eval.contains("("))) {
        altered.put("a point more", line + " 7");
        altered.put("a point less", line.substring(0, line.lastIndexOf(' ')));
        altered.put("a first point less", series.group(1) + " _" + rest(series.group(2)));
      }
    } else if (text.matches("\\d+")) {
      altered.put("another scalar", "  " + (Long.parseLong(text) + 1));
    } else if (text.startsWith("expect string")) {
      altered.put("another string", line.replace("attic", "cellar"));
    } else if (NOTE.matcher(text).matches()) {
      altered.put("another message", line + "!");
      altered.put("no message", "  expect no_" + (text.contains("info") ? "info" : "warn"));
      altered.put("another position", line.replace("1:", "2:"));
    } else if (text.startsWith("expected_fail")) {
      altered.put("another failure", line + "!");
    } else if (text.startsWith("expect no_")) {
      altered.put("a note", line.replace("no_", ""));
    }
    // What has no position, or nothing else to be altered, stays as it is.
    altered.values().removeIf(line::equals);
    return altered;
  }

  private static String otherLast(String points) {
    int at = points.lastIndexOf(' ') + 1;
    String last = points.substring(at);
    String other =
        last.endsWith("Inf") || last.equals("NaN")
            ? "1"
            : Double.toString(Double.parseDouble(last) * 1.00001);
    return points.substring(0, at) + (last.equals("0") ? "1" : other);
  }

  private static String rest(String points) {
    int second = points.indexOf(' ', 1);
    return second < 0 ? "" : points.substring(second);
  }

  private static void swap(List<Alteration> all, List<String> lines, int eval, int at) {
    if (at + 1 < lines.size() && SERIES.matcher(lines.get(at + 1)).matches()) {
      List<String> swapped = new ArrayList<>(lines);
      swapped.set(at, lines.get(at + 1));
      swapped.set(at + 1, lines.get(at));
      all.add(new Alteration("another order", eval + 1, String.join("\n", swapped)));
    }
  }

  private static void add(
      List<Alteration> all, List<String> lines, int eval, int at, String what, String altered) {
    List<String> copy = new ArrayList<>(lines);
    if (altered.equals(GONE)) {
      copy.remove(at);
    } else {
      copy.set(at, altered);
    }
    all.add(
        new Alteration("%s (line %d)".formatted(what, at + 1), eval + 1, String.join("\n", copy)));
  }
}

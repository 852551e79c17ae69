package io.varve.multijvm;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node does beside taking samples, as its log tells at level DEBUG. */
enum Phase {
  /** A checkpoint is being written and is not committed. */
  CHECKPOINT("(shard \\d+: checkpoint) \\d+"),
  /** A block of windows that were cut is being written and is not committed. */
  CUT("(shard \\d+: block \\S+)"),
  /** A segment of the write-ahead log is being deleted. */
  TRUNCATION("(segment \\d+: deletion)"),
  /** A shard replays its log. */
  RECOVERY("(shard \\d+: recovery) \\w+ event \\d+");

  private final Pattern begun;
  private final Pattern ended;

  Phase(String what) {
    begun = Pattern.compile(".* DEBUG \\S+ " + what + " begun");
    ended = Pattern.compile(".* DEBUG \\S+ " + what + " (?:ended|committed)");
  }

  boolean begins(String line) {
    return begun.matcher(line).matches();
  }

  /** The phases that had begun and not ended when a log stopped. */
  static Set<Phase> open(List<String> log) {
    Set<Phase> open = EnumSet.noneOf(Phase.class);
    for (Phase phase : values()) {
      Set<String> under = new HashSet<>();
      for (String line : log) {
        Matcher begins = phase.begun.matcher(line);
        Matcher ends = phase.ended.matcher(line);
        if (begins.matches()) {
          under.add(begins.group(1));
        } else if (ends.matches()) {
          under.remove(ends.group(1));
        }
      }
      if (!under.isEmpty()) {
        open.add(phase);
      }
    }
    return open;
  }
}

package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What readers of one shard may see: of what was sent for a time, the first that is stored; all
 * that was acknowledged, nothing that was refused. What had no answer is either, until somebody
 * looked.
 */
final class ShardModel {
  /** A batch that was sent to the log. */
  static final class Attempt {
    enum Fate {
      UNKNOWN,
      ACKNOWLEDGED,
      REFUSED
    }

    private Fate fate = Fate.UNKNOWN;

    void acknowledged() {
      fate = Fate.ACKNOWLEDGED;
    }

    void refused() {
      fate = Fate.REFUSED;
    }

    boolean isUnknown() {
      return fate == Fate.UNKNOWN;
    }

    /** Whether samples that only this batch had were seen; null before the first. */
    private Boolean seen;
  }

  record SeriesKey(TenantId tenant, Labels labels) {}

  record Sample(long t, long valueBits) {}

  /** A time of a series. */
  private record Key(SeriesKey series, long t) {}

  private record Sent(Attempt attempt, long value) {
    @Override
    public String toString() {
      return value + " " + attempt.fate;
    }
  }

  /** What is known of one time. */
  private static final class Cell {
    /** What was seen, once somebody looked; there are no attempts before it then. */
    private Long known;

    private final List<Sent> sent = new ArrayList<>();

    /** What may be stored besides, in later blocks. */
    private final Set<Long> others = new HashSet<>();

    /** All that may be stored. */
    private Set<Long> values() {
      Set<Long> values = new HashSet<>(others);
      sent.stream()
          .filter(s -> s.attempt.fate != Attempt.Fate.REFUSED)
          .forEach(s -> values.add(s.value));
      return values;
    }

    private void settle(Long seen) {
      others.addAll(values());
      others.add(seen);
      known = seen;
      sent.clear();
    }
  }

  private final Map<SeriesKey, TreeMap<Long, Cell>> cells = new HashMap<>();

  /** Batches of which it was not known at the last look whether they are stored, in order. */
  private final List<Attempt> attempts = new ArrayList<>();

  private boolean refusals;

  Attempt attempt() {
    Attempt attempt = new Attempt();
    attempts.add(attempt);
    return attempt;
  }

  void sent(Attempt attempt, SeriesKey series, Sample sample) {
    cells
        .computeIfAbsent(series, _ -> new TreeMap<>())
        .computeIfAbsent(sample.t(), _ -> new Cell())
        .sent
        .add(new Sent(attempt, sample.valueBits()));
  }

  void someRefused() {
    refusals = true;
  }

  /**
   * Some time of a series that was sent before, and the value sent first; null if there is none.
   */
  Map.Entry<Long, Long> any(SeriesKey series, Random random) {
    TreeMap<Long, Cell> times = cells.get(series);
    if (times == null || times.isEmpty()) {
      return null;
    }
    long from =
        times.firstKey() + (long) (random.nextDouble() * (times.lastKey() - times.firstKey()));
    Map.Entry<Long, Cell> found = times.floorEntry(from);
    Cell cell = found.getValue();
    return Map.entry(
        found.getKey(), cell.known != null ? cell.known : cell.sent.getFirst().value());
  }

  /**
   * Compares with what a reader sees.
   *
   * @param expired what is older may be gone, and must be right all the same
   * @param settled whether this is after a restart, so that what is not seen now will never be
   */
  void check(Map<SeriesKey, SortedMap<Long, Long>> seen, long expired, boolean settled) {
    for (var series : seen.entrySet()) {
      TreeMap<Long, Cell> known = cells.getOrDefault(series.getKey(), new TreeMap<>());
      assertThat(known.keySet())
          .as("times of %s", series.getKey())
          .containsAll(series.getValue().keySet());
    }
    attempts.forEach(a -> a.seen = null);
    cells.forEach(
        (key, times) -> {
          SortedMap<Long, Long> found = seen.getOrDefault(key, new TreeMap<>());
          times.forEach((t, cell) -> check(new Key(key, t), cell, found.get(t), t < expired));
        });
    if (settled) {
      checkPrefix();
      settle(seen);
    }
  }

  private static void check(Key key, Cell cell, Long found, boolean mayBeGone) {
    if (found == null && mayBeGone) {
      return;
    }
    if (mayBeGone) {
      // The first value may be in a block that went with its age, a later one in another.
      assertThat(found).as("%s", key).isIn(cell.values());
      return;
    }
    if (cell.known != null) {
      assertThat(found).as("%s", key).isEqualTo(cell.known);
      return;
    }
    List<Sent> possible = new ArrayList<>();
    boolean certain = false;
    for (Sent s : cell.sent) {
      if (s.attempt.fate != Attempt.Fate.REFUSED && !certain) {
        possible.add(s);
        certain = s.attempt.fate == Attempt.Fate.ACKNOWLEDGED;
      }
    }
    if (found == null) {
      assertThat(certain).as("%s was acknowledged and is not there", key).isFalse();
    } else {
      assertThat(possible)
          .as("%s was not sent, or refused: %s", key, cell.sent)
          .extracting(Sent::value)
          .contains(found);
    }
    if (!certain && possible.size() == 1) {
      Attempt only = possible.getFirst().attempt;
      boolean there = found != null;
      assertThat(only.seen == null || only.seen == there).as("%s and its batch", key).isTrue();
      only.seen = there;
    }
  }

  /** The log lost its end at the most: no batch is there of which an earlier one is not. */
  private void checkPrefix() {
    boolean missing = false;
    for (Attempt a : attempts) {
      if (a.isUnknown() && a.seen != null && !refusals) {
        assertThat(missing && a.seen).as("a batch is there, and one before it is not").isFalse();
        missing |= !a.seen;
      }
    }
    attempts.clear();
    refusals = false;
  }

  private void settle(Map<SeriesKey, SortedMap<Long, Long>> seen) {
    cells.forEach(
        (key, times) -> {
          SortedMap<Long, Long> found = seen.getOrDefault(key, new TreeMap<>());
          times.keySet().retainAll(found.keySet());
          times.forEach((t, cell) -> cell.settle(found.get(t)));
        });
  }
}

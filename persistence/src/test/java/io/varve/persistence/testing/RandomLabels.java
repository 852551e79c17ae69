package io.varve.persistence.testing;

import io.varve.model.Labels;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Label sets that overlap much and hold all kinds of text. */
public final class RandomLabels {
  private static final List<String> NAMES =
      List.of(
          "__name__", "job", "instance", "a", "b", "zone", "größe", "\uFF5Ewave", "\uD83D\uDE00");
  private static final List<String> VALUES =
      List.of(
          "a", "b", "ab", "api", "api-1", "api.2", "x\ny", "ü", "\uFFFD", "\uD83D\uDE00", " ", "0");

  private RandomLabels() {}

  /** Distinct label sets in order, about {@code count} of them. */
  public static List<Labels> sorted(Random random, int count) {
    TreeSet<Labels> all = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      Labels labels = next(random, i);
      if (!labels.isEmpty()) {
        all.add(labels);
      }
    }
    return List.copyOf(all);
  }

  private static Labels next(Random random, int i) {
    Labels labels = Labels.EMPTY;
    for (String name : NAMES) {
      if (random.nextInt(3) > 0) {
        labels = labels.with(name, value(random));
      }
    }
    return random.nextBoolean() ? labels.with("instance", "host-" + i) : labels;
  }

  /** One of a few names. */
  public static String name(Random random) {
    return random.nextInt(20) == 0 ? "absent" : NAMES.get(random.nextInt(NAMES.size()));
  }

  /** One of a few values. */
  public static String value(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }
}

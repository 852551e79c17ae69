package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.testing.remote.RemoteReadClient;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one tenant's sender was told of each sample that it sent. The value of a sample follows from
 * its series and time, so that only the answer is kept. Thread-safe.
 */
final class Ledger {
  /** What is known of a sample that was sent. */
  private enum Fate {
    /** It may have been stored or not: the answer was lost, or spoke of trouble. */
    OPEN,
    ACKNOWLEDGED
  }

  private static final int SHOWN = 5;

  private final Object lock = new Object();
  private final String tenant;
  private final Map<Labels, Map<Long, Fate>> samples = new HashMap<>();
  private long acknowledged;

  Ledger(String tenant) {
    this.tenant = tenant;
  }

  String tenant() {
    return tenant;
  }

  /** The value of a series at a time. */
  static double value(Labels series, long t) {
    return Math.floorMod(series.hashCode() * 31L + t * 7, 1_000_003L) / 8.0;
  }

  /** A sample is about to be sent, for the first time or again. */
  void sent(Labels series, long t) {
    synchronized (lock) {
      samples.computeIfAbsent(series, _ -> new HashMap<>()).putIfAbsent(t, Fate.OPEN);
    }
  }

  /** The server says that it has stored the sample. */
  void acknowledged(Labels series, long t) {
    synchronized (lock) {
      if (samples.getOrDefault(series, Map.of()).replace(t, Fate.ACKNOWLEDGED) == Fate.OPEN) {
        acknowledged++;
      }
    }
  }

  boolean contains(Labels series, long t) {
    synchronized (lock) {
      return samples.getOrDefault(series, Map.of()).containsKey(t);
    }
  }

  /** How many different samples were acknowledged. */
  long acknowledged() {
    synchronized (lock) {
      return acknowledged;
    }
  }

  /** A sample that was acknowledged and is not there. */
  record Missing(Labels series, long t) {}

  /** Reads everything that the server has and compares: the truth of every test here. */
  void check(URI server) throws IOException, InterruptedException {
    List<Missing> missing = missing(server);
    assertThat(missing.subList(0, Math.min(SHOWN, missing.size())))
        .as("first of %d missing samples of tenant '%s'", missing.size(), tenant)
        .isEmpty();
  }

  /**
   * Reads everything that the server has and returns what it has lost, failing if it has what was
   * never sent.
   */
  List<Missing> missing(URI server) throws IOException, InterruptedException {
    Map<Labels, Set<Long>> found = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    List<LabelMatcher> all = List.of(new LabelMatcher(MatchType.RE, "__name__", ".+"));
    try (RemoteReadClient reader = new RemoteReadClient(server, tenant)) {
      reader.readChunks(
          all,
          0,
          Long.MAX_VALUE / 2,
          (series, t, bits) -> {
            if (!found.computeIfAbsent(series, _ -> new HashSet<>()).add(t)) {
              wrong.add("twice: " + series + " " + t);
            } else if (!contains(series, t)) {
              wrong.add("never sent: " + series + " " + t);
            } else if (bits != Double.doubleToRawLongBits(value(series, t))) {
              wrong.add("another value: " + series + " " + t + " " + Double.longBitsToDouble(bits));
            }
          });
    }
    assertThat(wrong.subList(0, Math.min(SHOWN, wrong.size())))
        .as("first of %d wrong samples of tenant '%s'", wrong.size(), tenant)
        .isEmpty();
    return missing(found);
  }

  private List<Missing> missing(Map<Labels, Set<Long>> found) {
    List<Missing> missing = new ArrayList<>();
    synchronized (lock) {
      samples.forEach(
          (series, times) -> {
            Set<Long> there = found.getOrDefault(series, Set.of());
            times.forEach(
                (t, fate) -> {
                  if (fate == Fate.ACKNOWLEDGED && !there.contains(t)) {
                    missing.add(new Missing(series, t));
                  }
                });
          });
    }
    return missing;
  }
}

package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The info series of a call of {@code info}. They are read at once, since they decide on the labels
 * of what comes of it; of their values remains which of them are there at which step.
 */
final class InfoSide {
  private final SeriesOperator child;
  private final int steps;
  private final QueryContext ctx;
  private final Reservation reservation;
  private final Map<Labels, InfoGroup> groups = new HashMap<>();

  /** What is wrong at each step, if there is any series to be joined at all; null for nothing. */
  private final @Nullable String[] faults;

  private SeriesHeaders headers = SeriesHeaders.NONE;
  private boolean faulty;

  InfoSide(SeriesOperator child, int steps, QueryContext ctx) {
    this.child = child;
    this.steps = steps;
    this.ctx = ctx;
    this.reservation = ctx.reservation();
    this.faults = new String[steps];
  }

  /**
   * Reads the series.
   *
   * @param identities the values of identifying labels that are looked for
   */
  void read(Map<String, Set<String>> identities) {
    headers = child.open();
    double[][] times = new double[headers.size()][];
    Column column = new Column();
    for (int i = 0; child.next(column); i++) {
      ctx.control().check();
      if (isLookedFor(headers.labels(i), identities)) {
        reservation.grow(12L * steps);
        times[i] = new double[steps];
        add(i, column, times);
      }
    }
    groups.values().forEach(InfoGroup::complete);
  }

  private static boolean isLookedFor(Labels info, Map<String, Set<String>> identities) {
    return !identities.isEmpty()
        && identities.entrySet().stream()
            .allMatch(label -> label.getValue().contains(info.get(label.getKey())));
  }

  /** Puts a series in its place. */
  private void add(int series, Column column, double[][] times) {
    Labels labels = headers.labels(series);
    int[] newest =
        groups
            .computeIfAbsent(InfoLabels.identity(labels), _ -> new InfoGroup(steps))
            .newest(labels.metricName());
    for (int i = column.next(0); i < steps; i = column.next(i + 1)) {
      if (column.histogram(i) != null) {
        fault(i, "info sample should be float");
        continue;
      }
      double time = column.get(i);
      times[series][i] = time;
      if (newest[i] < 0 || times[newest[i]][i] < time) {
        newest[i] = series;
      } else if (times[newest[i]][i] == time) {
        long ms = Math.round(time * 1000);
        fault(
            i,
            "found duplicate series for info metric: existing %s @ %d, new %s @ %d"
                .formatted(headers.labels(newest[i]), ms, labels, ms));
      }
    }
  }

  private void fault(int step, String message) {
    faulty = true;
    if (faults[step] == null) {
      faults[step] = message;
    }
  }

  /** Returns whether there is a step at which nothing may be joined. */
  boolean isFaulty() {
    return faulty;
  }

  /**
   * Checks the steps of a series that is to be joined.
   *
   * @throws QueryException if there is anything wrong with the info series at one of them
   */
  void check(Column series) {
    for (int i = series.next(0); i < steps; i = series.next(i + 1)) {
      String fault = faults[i];
      if (fault != null) {
        throw QueryException.execution(fault);
      }
    }
  }

  /** Returns the info series of an identity, or null if there are none. */
  @Nullable InfoGroup group(Labels identity) {
    return groups.get(identity);
  }

  /** Returns the labels of a set of info series. */
  List<Labels> labels(List<Integer> set) {
    return set.stream().map(headers::labels).toList();
  }

  void close() {
    reservation.close();
    child.close();
  }
}

package io.varve.promql.aggregate;

import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.Set;

/**
 * What an aggregation knows of one group: series are added where they are, states of equal groups
 * are merged where they meet, and the result is presented at the end. Not thread-safe.
 */
public interface GroupState {
  /**
   * Adds a series of the group.
   *
   * @param dropName whether it loses its name at the end of the query
   * @param values read during the call only
   */
  void add(Labels labels, boolean dropName, Column values);

  /** Adds what another state of the same aggregation and group knows, which is then used up. */
  void merge(GroupState other);

  /**
   * Returns the series that come of the group; one, but for aggregations that choose series or
   * count values. Nothing is added or merged any more.
   *
   * @param group the group's labels
   * @param dropName whether some series of the group loses its name at the end of the query
   */
  SeriesHeaders outputs(Labels group, boolean dropName);

  /**
   * Gives the values of one of the {@link #outputs}.
   *
   * @param into reset and filled
   */
  void present(int output, Column into);

  /** Returns what is to be remarked, once all outputs were presented. */
  Set<GroupRemark> remarks();

  /** Returns the name of a metric that the remarks are about; empty if it has none. */
  default String metricName() {
    return "";
  }

  /** Returns how many bytes of heap the state takes, about. */
  long bytes();

  /** Returns the state as bytes, which {@link GroupStates#decode} reads; see the package. */
  byte[] encode();
}

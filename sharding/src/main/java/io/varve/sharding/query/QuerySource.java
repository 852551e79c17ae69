package io.varve.sharding.query;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.promql.storage.QueryStorage;
import java.util.List;

/**
 * What queries read. Thread-safe. All methods block, and fail with a {@link
 * io.varve.model.VarveException} if a shard cannot answer.
 */
public interface QuerySource {
  /** A range that begins here or earlier, and ends at {@link #ALL_TIMES_TO} or later, is all. */
  long ALL_TIMES_FROM = 0;

  /** The end of year 9999, in milliseconds since the epoch. */
  long ALL_TIMES_TO = 253_402_300_799_999L;

  /** Returns a tenant's series for the evaluation of PromQL. */
  QueryStorage storage(TenantId tenant);

  /**
   * Finds the label sets of series that have samples in a range of time.
   *
   * @return sorted, each once
   */
  List<Labels> series(Lookup lookup);

  /**
   * Finds the names of labels.
   *
   * @return in the order of their bytes, each once
   */
  List<String> labelNames(Lookup lookup);

  /**
   * Finds the values of a label.
   *
   * @return in the order of their bytes, each once
   */
  List<String> labelValues(String name, Lookup lookup);

  /**
   * Counts what a tenant has in the head. Dear: every series is asked.
   *
   * @param limit how many entries of each list at most
   */
  HeadStatistics head(TenantId tenant, int limit);

  /**
   * Which series are looked at.
   *
   * @param selectors a series must match all matchers of one of them; none selects all series
   * @param minT begin of the range of time, in milliseconds since the epoch, inclusive; without
   *     selectors, all labels of a block count that overlaps the range
   * @param maxT its end, inclusive
   * @param limit how many results at most; 0 for all
   */
  record Lookup(
      TenantId tenant, List<List<LabelMatcher>> selectors, long minT, long maxT, int limit) {
    /** Validates. */
    public Lookup {
      selectors = List.copyOf(selectors);
    }
  }
}

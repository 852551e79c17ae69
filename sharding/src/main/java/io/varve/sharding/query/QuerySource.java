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
   * Which series are looked at.
   *
   * @param selectors a series must match all matchers of one of them; none selects all series
   * @param minT begin of the range of time, in milliseconds since the epoch, inclusive; names and
   *     values of labels count the head's series as of all times, and a block's as of the block's
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

package io.varve.http.write;

import io.varve.sharding.ingest.Delivery;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.Refusals;
import io.varve.sharding.ingest.WriteResult;

/**
 * What a sender is told: the one table from a result to a response.
 *
 * <table>
 *   <caption>The first row that applies</caption>
 *   <tr><th>result</th><th>status</th><th>a sender should</th></tr>
 *   <tr><td>a transient fault</td><td>503, Retry-After</td><td>send all of it again</td></tr>
 *   <tr><td>over the tenant's rate</td><td>429, Retry-After</td><td>send all of it again</td></tr>
 *   <tr><td>samples refused for good</td><td>400</td><td>drop it: the rest is stored</td></tr>
 *   <tr><td>else</td><td>204</td><td>go on</td></tr>
 * </table>
 *
 * @param status of the HTTP response
 * @param retryAfterSeconds value of the Retry-After header; 0 for none
 * @param text the body; empty for none
 * @param samplesWritten how many floats of the request are durable now; sending them again is
 *     counted again, for the sender wants to know what became of this request
 * @param histogramsWritten likewise for histograms; of a request that had both and was kept in part
 *     only the total of the two is exact
 */
record WriteReply(
    int status, int retryAfterSeconds, String text, long samplesWritten, long histogramsWritten) {
  private static final int RATE_RETRY_SECONDS = 1;

  /**
   * Returns the reply to a request that was decoded and written.
   *
   * @param histograms how many of its samples were histograms
   */
  static WriteReply of(WriteResult result, long histograms) {
    WriteReply reply = of(result);
    long kept = Math.min(histograms, result.accepted());
    return new WriteReply(
        reply.status, reply.retryAfterSeconds, reply.text, result.accepted() - kept, kept);
  }

  private static WriteReply of(WriteResult result) {
    Refusals refused = result.refused();
    long kept = result.accepted();
    if (result.delivery() instanceof Delivery.Interrupted(int seconds, String reason)) {
      return new WriteReply(503, seconds, reason + "; " + summary(kept, refused), kept, 0);
    }
    if (refused.count(RefusalReason.RATE_LIMIT) > 0) {
      return new WriteReply(429, RATE_RETRY_SECONDS, summary(kept, refused), kept, 0);
    }
    if (!refused.isEmpty()) {
      return new WriteReply(400, 0, summary(kept, refused), kept, 0);
    }
    return new WriteReply(204, 0, "", kept, 0);
  }

  /** Returns the reply to a request of which nothing was written. */
  static WriteReply refusal(int status, int retryAfterSeconds, String text) {
    return new WriteReply(status, retryAfterSeconds, text, 0, 0);
  }

  private static String summary(long kept, Refusals refused) {
    String stored = kept + " samples stored";
    return refused.isEmpty()
        ? stored
        : "%s, %d refused for good (%s), the first: %s"
            .formatted(stored, refused.total(), refused, refused.first());
  }
}

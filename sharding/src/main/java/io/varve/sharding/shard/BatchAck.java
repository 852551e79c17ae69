package io.varve.sharding.shard;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Counts the series of a batch as they apply their samples; the last one answers the router. Shared
 * by whoever holds the batch's series.
 */
final class BatchAck implements OutcomeSink {
  private final Judged judged;
  private final BatchReply reply;
  private final Consumer<BatchReply> replyTo;
  private final IntFunction<String> describe;
  private final AtomicInteger left;

  /**
   * Creates a countdown.
   *
   * @param series how many series have to apply their part
   * @param describe labels of a series by its reference, for sentences
   */
  BatchAck(
      Judged judged,
      BatchReply reply,
      Consumer<BatchReply> replyTo,
      int series,
      IntFunction<String> describe) {
    this.judged = judged;
    this.reply = reply;
    this.replyTo = replyTo;
    this.describe = describe;
    this.left = new AtomicInteger(series);
  }

  /** The i-th series of the event held this sample already. */
  @Override
  public void duplicate(int i) {
    judged.partOf(i).duplicate();
  }

  /** The i-th series of the event holds another value at that time. */
  @Override
  public void conflict(int i, int ref, long t) {
    judged.partOf(i).conflict(() -> RefusalText.conflict(describe.apply(ref), t));
  }

  void applied() {
    if (left.decrementAndGet() == 0) {
      replyTo.accept(reply);
    }
  }
}

package io.varve.promql.gather;

import org.jspecify.annotations.Nullable;

/**
 * A stream of messages between the node that answers a query and a shard. To take a message is to
 * grant credit for it: nobody makes messages that nobody has asked for, but for a few that are
 * under way. Used by one thread at a time.
 */
public interface FrameSource extends AutoCloseable {
  /**
   * Returns the next message, or null behind the last one. Blocks.
   *
   * @throws io.varve.model.VarveException if the stream breaks off
   */
  byte @Nullable [] next();

  /** Ends the stream, and what makes it, before its end. */
  @Override
  void close();
}

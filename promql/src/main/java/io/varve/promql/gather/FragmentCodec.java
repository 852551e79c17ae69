package io.varve.promql.gather;

/**
 * Turns fragments and answers into messages and back. Thread-safe.
 *
 * <p>What does not decode is an {@link io.varve.model.DecodeException}; nothing else comes of bytes
 * of any kind. A failure of the shard travels as such, and is thrown where its answer is read.
 */
public interface FragmentCodec {
  /** Returns the messages that make up a request. */
  FrameSource encode(FragmentRequest request);

  /** Returns the request that the messages make up; reads and closes the source. */
  FragmentRequest decodeRequest(FrameSource frames);

  /** Returns the messages that make up an answer. It is opened, read and closed as they are. */
  FrameSource encode(ShardAnswer answer);

  /**
   * Returns the answer that the messages make up, and reads them as it is read.
   *
   * @param shard that is to answer
   * @param request that it is to answer
   */
  ShardAnswer decodeAnswer(int shard, FragmentRequest request, FrameSource frames);
}

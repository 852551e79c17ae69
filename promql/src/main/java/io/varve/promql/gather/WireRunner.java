package io.varve.promql.gather;

/**
 * Puts each fragment and each answer through a codec on the way to another runner, as if the shards
 * were elsewhere.
 */
public final class WireRunner implements FragmentRunner {
  private final FragmentRunner runner;
  private final FragmentCodec codec;

  /** Makes a runner. */
  public WireRunner(FragmentRunner runner, FragmentCodec codec) {
    this.runner = runner;
    this.codec = codec;
  }

  @Override
  public int shards() {
    return runner.shards();
  }

  @Override
  public ShardAnswer run(int shard, FragmentRequest request) {
    FragmentRequest arrived = codec.decodeRequest(codec.encode(request));
    return codec.decodeAnswer(shard, request, codec.encode(runner.run(shard, arrived)));
  }
}

package io.varve.persistence.log.chain;

import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import io.varve.persistence.simulation.ModelLogs;
import io.varve.persistence.simulation.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Chains for the model test. */
final class ChainModel implements ModelLogs {
  /** Small enough for appends to be joined, and refused. */
  static final ChainSettings SETTINGS =
      new ChainSettings(
          Duration.ofMillis(20),
          40,
          64,
          Duration.ofMinutes(30),
          Duration.ofMillis(50),
          Duration.ofSeconds(5));

  private final ObjectStore plain;
  private final ChainRules rules;
  private final LongSupplier nanos;
  private final Random random;

  ChainModel(ObjectStore plain, ChainRules rules, LongSupplier nanos, Random random) {
    this.plain = plain;
    this.rules = rules;
    this.nanos = nanos;
    this.random = random;
  }

  @Override
  public Owned claim(Node node, ObjectStore store, int shard) throws IOException {
    ChainRuntime runtime =
        new ChainRuntime(
            node.executor(), Runnable::run, node::after, new Clocks(node.wall(), nanos), random);
    ChainLog log =
        new ChainLogs(store, SETTINGS, rules, runtime)
            .claimChain(shard, new Claimant(1, node.toString()));
    return new Owned() {
      @Override
      public ShardLog log() {
        return log;
      }

      @Override
      public CompletionStage<CommitResult> commit(long sequenceNr, byte[] manifest) {
        return log.commitLater(sequenceNr, manifest);
      }
    };
  }

  @Override
  public long newestEpoch(int shard) throws IOException {
    return new ChainReader(plain, new ShardKeys(shard), Runnable::run).read().epoch();
  }
}

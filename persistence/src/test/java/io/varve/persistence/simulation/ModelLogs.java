package io.varve.persistence.simulation;

import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.objectstore.ObjectStore;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** The logs that a model test tries. */
public interface ModelLogs {
  /** A log, and how to commit to it without blocking the one thread that runs. */
  interface Owned {
    ShardLog log();

    CompletionStage<CommitResult> commit(long sequenceNr, byte[] manifest);
  }

  /** Takes the shard over. */
  Owned claim(Node node, ObjectStore store, int shard) throws IOException;

  /** The newest owner's epoch, by looking past all faults and pauses. */
  long newestEpoch(int shard) throws IOException;
}

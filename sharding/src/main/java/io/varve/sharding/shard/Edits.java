package io.varve.sharding.shard;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import io.varve.persistence.manifest.EditResult;
import io.varve.persistence.manifest.Manifest;
import io.varve.persistence.manifest.ManifestCommitter;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Submits edits and waits for them. */
final class Edits {
  private Edits() {}

  /**
   * Commits a change that applies to any manifest. Blocks until the outcome is known.
   *
   * @throws VarveException when it is not committed
   */
  static void commit(ManifestCommitter committer, UnaryOperator<Manifest> change) {
    EditResult result =
        committer.submit(base -> Optional.of(change.apply(base))).toCompletableFuture().join();
    switch (result) {
      case EditResult.Committed _ -> {}
      case EditResult.Refused refused ->
          throw new VarveException(ErrorCode.STORE_UNAVAILABLE, refused.reason());
      case EditResult.Fenced fenced ->
          throw new VarveException(
              ErrorCode.FENCED, "epoch %d has begun".formatted(fenced.byEpoch()));
      case EditResult.NotApplicable _ ->
          throw new VarveException(ErrorCode.INTERNAL, "an edit for all did not apply");
    }
  }
}

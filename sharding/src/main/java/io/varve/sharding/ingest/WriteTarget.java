package io.varve.sharding.ingest;

import java.util.concurrent.CompletionStage;

/** Where decoded requests go: the router, or a stand-in for it. Thread-safe. */
public interface WriteTarget {
  /**
   * Writes the samples of a request. Label sets are not validated yet: the target decodes those
   * that it does not know ({@link LabelDecoder}) and refuses the invalid ones.
   *
   * @param request lent until the stage completes; the caller does not touch it before, and the
   *     target neither writes to it nor keeps anything of it afterwards
   * @return completes when everything that is accepted is durable, or it is known that some will
   *     not be for now. Expected outcomes are in the result; an exceptional completion is a bug.
   *     What {@link WriteRequest#refusals} holds is not repeated in the result.
   */
  CompletionStage<WriteResult> write(WriteRequest request);
}

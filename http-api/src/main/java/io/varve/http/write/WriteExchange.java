package io.varve.http.write;

import io.varve.http.proto.SnappyBlock;
import io.varve.model.TenantId;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.Refusals;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.ingest.WriteTarget;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One request on its way through: it takes credit and a decoder, and gives both back when the
 * target has answered. Its methods are called one after another, by any thread.
 */
final class WriteExchange {
  /** What a request holds for each decoded byte: the message, and columns of about its length. */
  private static final int COLUMNS_FACTOR = 2;

  private final RemoteWriteService service;
  private final TenantId tenant;
  private final WriteProtocol protocol;
  private long creditTaken;

  WriteExchange(RemoteWriteService service, TenantId tenant, WriteProtocol protocol) {
    this.service = service;
    this.tenant = tenant;
    this.protocol = protocol;
  }

  /** Takes credit; what was taken is given back by {@link #release}. */
  boolean tryTakeCredit(long bytes) {
    if (!service.credit().tryTake(bytes)) {
      return false;
    }
    creditTaken += bytes;
    return true;
  }

  /** Gives back the credit; the last call. */
  void release() {
    service.credit().giveBack(creditTaken);
    creditTaken = 0;
  }

  /**
   * Decodes the body and writes what it holds.
   *
   * @return fails with a {@link io.varve.model.VarveException} if the body is not acceptable
   */
  CompletionStage<WriteReply> run(byte[] body) {
    long decoded = SnappyBlock.decodedLength(body, 0, body.length);
    if (decoded <= service.settings().limits().decodedBytes()
        && !tryTakeCredit(decoded * COLUMNS_FACTOR)) {
      return CompletableFuture.completedFuture(service.overloaded());
    }
    RemoteWriteDecoder decoder = service.decoders().take();
    CompletionStage<WriteResult> result;
    try {
      result = write(decoder.decode(protocol, tenant, body, 0, body.length));
    } catch (RuntimeException e) {
      service.decoders().giveBack(decoder);
      throw e;
    }
    return result
        .thenApply(
            written -> {
              service.metrics().written(decoder.request(), written);
              return WriteReply.of(written);
            })
        .whenComplete((_, _) -> service.decoders().giveBack(decoder));
  }

  private CompletionStage<WriteResult> write(WriteRequest request) {
    Refusals refusals = request.refusals();
    if (request.sampleCount() == 0) {
      return CompletableFuture.completedFuture(WriteResult.EMPTY.withEarlier(refusals));
    }
    int wait = service.rates().take(tenant, request.sampleCount());
    if (wait > 0) {
      return CompletableFuture.completedFuture(
          new WriteResult(
              0, 0, overRate(request.sampleCount(), wait), WriteResult.EMPTY.delivery()));
    }
    WriteTarget target = service.target();
    return target.write(request).thenApply(result -> result.withEarlier(refusals));
  }

  private Refusals overRate(int samples, int wait) {
    return Refusals.of(
        RefusalReason.RATE_LIMIT,
        samples,
        "tenant %s may send %d samples a second; try again in %d s"
            .formatted(tenant, service.settings().samplesPerSecond(), wait));
  }
}

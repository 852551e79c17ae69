package io.varve.http.write;

import io.varve.http.proto.SnappyBlock;
import io.varve.model.TenantId;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

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
  CompletionStage<WriteReply> run(ByteString body) {
    RemoteWriteDecoder decoder = service.decoders().take();
    CompletionStage<WriteReply> reply;
    try {
      reply = run(decoder, decoder.join(body), body.size());
    } catch (RuntimeException e) {
      reply = CompletableFuture.failedFuture(e);
    }
    return reply.whenComplete((_, _) -> service.decoders().giveBack(decoder));
  }

  private CompletionStage<WriteReply> run(RemoteWriteDecoder decoder, byte[] body, int length) {
    long decoded = SnappyBlock.decodedLength(body, 0, length);
    return decoded <= service.settings().limits().decodedBytes()
            && !tryTakeCredit(decoded * COLUMNS_FACTOR)
        ? CompletableFuture.completedFuture(service.overloaded())
        : write(decoder.decode(protocol, tenant, body, 0, length));
  }

  private CompletionStage<WriteReply> write(WriteRequest request) {
    if (!tryTakeCredit(request.histogramBytes() + request.familyBytes())) {
      return CompletableFuture.completedFuture(service.overloaded());
    }
    service.metadata().put(tenant, request.families());
    if (request.sampleCount() == 0) {
      return CompletableFuture.completedFuture(reply(request, WriteResult.EMPTY));
    }
    int wait = service.rates().take(tenant, request.sampleCount());
    if (wait > 0) {
      service.metrics().overRate(request.sampleCount());
      return CompletableFuture.completedFuture(overRate(wait));
    }
    return service.target().write(request).thenApply(result -> reply(request, result));
  }

  private WriteReply reply(WriteRequest request, WriteResult ofTarget) {
    WriteResult result = ofTarget.withEarlier(request.refusals());
    service.metrics().written(request, result);
    return WriteReply.of(result, request.histogramCount());
  }

  private WriteReply overRate(int wait) {
    return WriteReply.refusal(
        429,
        wait,
        "tenant %s may send %d samples a second; nothing of the request was stored"
            .formatted(tenant, service.settings().samplesPerSecond()));
  }
}

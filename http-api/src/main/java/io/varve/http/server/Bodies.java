package io.varve.http.server;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.scaladsl.model.EntityStreamException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** Reads the bodies of requests into memory, bounded in length and time. */
public final class Bodies {
  private Bodies() {}

  /**
   * Reads a body. One that announces more than the bound is not read at all: its connection is
   * closed.
   *
   * @param maxBytes the most that is read
   * @param timeout within which it must have arrived
   * @return fails with a {@link VarveException}: {@link ErrorCode#BODY_TOO_LARGE}, {@link
   *     ErrorCode#TIMEOUT}, or {@link ErrorCode#INVALID_REQUEST} if the sender went away
   */
  public static CompletionStage<byte[]> read(
      HttpEntity entity, int maxBytes, Duration timeout, Materializer materializer) {
    return readParts(entity, maxBytes, timeout, materializer).thenApply(ByteString::toArrayUnsafe);
  }

  /**
   * The same, in the pieces in which it has arrived, for those who have an array to copy them to.
   */
  public static CompletionStage<ByteString> readParts(
      HttpEntity entity, int maxBytes, Duration timeout, Materializer materializer) {
    if (entity.getContentLengthOption().orElse(0) > maxBytes) {
      entity.getDataBytes().runWith(Sink.cancelled(), materializer);
      return CompletableFuture.failedFuture(tooLarge(maxBytes));
    }
    if (entity instanceof HttpEntity.Strict strict) {
      return CompletableFuture.completedFuture(strict.getData());
    }
    return entity
        .withSizeLimit(maxBytes)
        .getDataBytes()
        .completionTimeout(timeout)
        .runFold(ByteString.emptyByteString(), ByteString::concat, materializer)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(known(failure, maxBytes)));
  }

  private static Throwable known(Throwable failure, int maxBytes) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case EntityStreamSizeException _ -> tooLarge(maxBytes);
      case EntityStreamException e ->
          new VarveException(ErrorCode.INVALID_REQUEST, "the body is not whole", e);
      case TimeoutException e ->
          new VarveException(ErrorCode.TIMEOUT, "the body did not arrive in time", e);
      default -> cause;
    };
  }

  private static VarveException tooLarge(int maxBytes) {
    return new VarveException(
        ErrorCode.BODY_TOO_LARGE, "the body is longer than " + maxBytes + " bytes");
  }
}

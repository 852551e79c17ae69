package io.varve.http.server;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Responses that many endpoints give. */
public final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final int DEFAULT_RETRY_AFTER_SECONDS = 1;

  private Replies() {}

  /** Returns a response in plain text, with a line end as Prometheus's have. */
  public static HttpResponse text(int status, String text) {
    return HttpResponse.create()
        .withStatus(status(status))
        .withEntity(ContentTypes.TEXT_PLAIN_UTF8, text + "\n");
  }

  /** Returns the response with a {@code Retry-After} header. */
  public static HttpResponse retryAfter(HttpResponse response, int seconds) {
    return response.addHeader(RawHeader.create("Retry-After", Integer.toString(seconds)));
  }

  /** Returns the response in plain text for whatever ended a request, and logs what deserves it. */
  public static HttpResponse failure(Throwable thrown) {
    VarveException failure = toVarve(thrown);
    HttpResponse response = text(failure.kind().httpStatus(), failure.getMessage());
    return failure.kind().isTransient()
        ? retryAfter(response, DEFAULT_RETRY_AFTER_SECONDS)
        : response;
  }

  /** Returns the same as a {@link VarveException}; what is none is a bug and is logged here. */
  public static VarveException toVarve(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof VarveException known) {
      switch (known.kind().logLevel()) {
        case ERROR -> LOG.error("A request failed", known);
        case WARNING -> LOG.warn("A request failed: {}", known.getMessage());
        default -> LOG.debug("A request failed: {}", known.getMessage());
      }
      return known;
    }
    LOG.error("A request failed unexpectedly", cause);
    return new VarveException(ErrorCode.INTERNAL, "internal error: " + cause, cause);
  }

  /** Returns the status object for a code, registered with Pekko HTTP or not. */
  public static StatusCode status(int code) {
    return StatusCodes.lookup(code)
        .orElseGet(() -> StatusCodes.custom(code, "Status " + code, "", code < 400, true));
  }
}

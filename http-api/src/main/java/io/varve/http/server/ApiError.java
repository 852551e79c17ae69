package io.varve.http.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.varve.model.VarveException;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Errors of the query API, in the JSON that Prometheus answers. */
public final class ApiError {
  private ApiError() {}

  /** Returns the response to a request of the query API that failed. */
  public static HttpResponse of(VarveException failure) {
    String json =
        "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}"
            .formatted(failure.kind().errorType(), escape(failure.getMessage()));
    return HttpResponse.create()
        .withStatus(Replies.status(failure.kind().httpStatus()))
        .withEntity(ContentTypes.APPLICATION_JSON, json);
  }

  private static String escape(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}

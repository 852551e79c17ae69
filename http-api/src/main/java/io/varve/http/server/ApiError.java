package io.varve.http.server;

import io.varve.http.json.JsonWriter;
import io.varve.model.VarveException;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Errors of the query API, in the JSON that Prometheus answers. */
public final class ApiError {
  private ApiError() {}

  /** Returns the response to a request of the query API that failed. */
  public static HttpResponse of(VarveException failure) {
    return of(failure.kind().httpStatus(), failure.kind().errorType(), failure.getMessage());
  }

  /**
   * Returns the response to a request of the query API that failed.
   *
   * @param errorType what Prometheus calls a failure of this kind
   */
  public static HttpResponse of(int status, String errorType, String message) {
    JsonWriter json = new JsonWriter().beginObject();
    json.key("status").string("error");
    json.key("errorType").string(errorType).key("error").string(message).endObject();
    return HttpResponse.create()
        .withStatus(Replies.status(status))
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json.take()));
  }
}

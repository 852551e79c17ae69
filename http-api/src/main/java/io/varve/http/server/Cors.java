package io.varve.http.server;

import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Lets scripts of pages from anywhere read answers, as Prometheus does unless told otherwise. */
public final class Cors {
  private Cors() {}

  /** Returns the response with the headers that a browser asks for. */
  public static HttpResponse apply(HttpRequest request, HttpResponse response) {
    HttpResponse varying = response.addHeader(RawHeader.create("Vary", "Origin"));
    if (request.getHeader("Origin").isEmpty()) {
      return varying;
    }
    return varying
        .addHeader(RawHeader.create("Access-Control-Allow-Origin", "*"))
        .addHeader(
            RawHeader.create(
                "Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, Origin"))
        .addHeader(RawHeader.create("Access-Control-Allow-Methods", "GET, POST, OPTIONS"))
        .addHeader(RawHeader.create("Access-Control-Expose-Headers", "Date"));
  }
}

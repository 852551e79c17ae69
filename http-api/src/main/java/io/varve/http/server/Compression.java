package io.varve.http.server;

import org.apache.pekko.http.javadsl.coding.Coder;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ResponseEntity;

/** Compresses responses of text and JSON with gzip for clients that accept it. */
final class Compression {
  private final int from;

  /**
   * Makes it.
   *
   * @param from length in bytes under which compressing does not pay
   */
  Compression(int from) {
    this.from = from;
  }

  HttpResponse apply(HttpRequest request, HttpResponse response) {
    return isWorthIt(response.entity()) && accepts(request)
        ? Coder.Gzip.encodeMessage(response)
        : response;
  }

  private boolean isWorthIt(ResponseEntity entity) {
    return entity.getContentLengthOption().orElse(Long.MAX_VALUE) >= from
        && isText(entity.getContentType().toString());
  }

  private static boolean isText(String contentType) {
    return contentType.startsWith("text/") || contentType.startsWith("application/json");
  }

  /** A quality of zero forbids; all others are as good as one, since there is one choice. */
  private static boolean accepts(HttpRequest request) {
    String accepted = request.getHeader("Accept-Encoding").map(HttpHeader::value).orElse("");
    for (String coding : accepted.split(",")) {
      String[] parts = coding.split(";");
      boolean gzip = parts[0].strip().equalsIgnoreCase("gzip") || parts[0].strip().equals("*");
      if (gzip && (parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?"))) {
        return true;
      }
    }
    return false;
  }
}

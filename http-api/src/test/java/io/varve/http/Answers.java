package io.varve.http;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What is asked of the API, and what comes back, as text. */
final class Answers {
  private Answers() {}

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Returns the answer to a request that succeeds.
   *
   * @param more members behind the data
   */
  static String success(String data, String... more) {
    String rest = more.length == 0 ? "" : "," + String.join(",", more);
    return "{\"status\":\"success\",\"data\":" + data + rest + "}";
  }
}

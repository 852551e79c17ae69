package io.varve.http.write;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;

/** The messages that a request may carry, by its Content-Type. */
enum WriteProtocol {
  /** {@code prometheus.WriteRequest}: labels as strings in each series. */
  V1("prometheus.WriteRequest"),
  /** {@code io.prometheus.write.v2.Request}: labels as references to a table of symbols. */
  V2("io.prometheus.write.v2.Request");

  private static final String MEDIA_TYPE = "application/x-protobuf";

  private final String message;

  WriteProtocol(String message) {
    this.message = message;
  }

  /**
   * Returns the protocol that the headers name. As in Prometheus an absent Content-Type means 1.0,
   * an absent Content-Encoding means snappy.
   *
   * @param contentType the header's value; empty if there is none
   * @param contentEncoding the header's value; empty if there is none
   * @throws VarveException with {@link ErrorCode#UNSUPPORTED_MEDIA_TYPE}
   */
  static WriteProtocol of(String contentType, String contentEncoding) {
    if (!contentEncoding.isEmpty() && !contentEncoding.equals("snappy")) {
      throw new VarveException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          contentEncoding
              + " encoding (compression) is not accepted by this server; only snappy is acceptable");
    }
    return contentType.isEmpty() ? V1 : ofContentType(contentType);
  }

  private static WriteProtocol ofContentType(String contentType) {
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().equals(MEDIA_TYPE)) {
      throw unsupported(
          "expected %s as the first (media) part, got %s content-type", MEDIA_TYPE, contentType);
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("proto=")) {
        return ofMessage(parameter.substring("proto=".length()), contentType);
      }
    }
    return V1;
  }

  private static WriteProtocol ofMessage(String quoted, String contentType) {
    String name = quoted.replace("\"", "");
    for (WriteProtocol protocol : values()) {
      if (protocol.message.equals(name)) {
        return protocol;
      }
    }
    throw unsupported(
        "got %s content type; unknown type for remote write protobuf message, supported: %s, %s",
        contentType, V1.message, V2.message);
  }

  private static VarveException unsupported(String format, Object... arguments) {
    return new VarveException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, format.formatted(arguments));
  }
}

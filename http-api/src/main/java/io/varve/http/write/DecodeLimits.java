package io.varve.http.write;

/**
 * What one request may hold.
 *
 * @param decodedBytes length of the protobuf message, in bytes
 * @param series number of series
 * @param samples number of samples
 * @param seriesLabelBytes length of the encoded labels of one series, in bytes; longer ones are
 *     refused, series by series
 */
public record DecodeLimits(int decodedBytes, int series, int samples, int seriesLabelBytes) {
  /** The labels of remote write 2.0 may double a message, and an array's length is an int. */
  private static final int MAX_DECODED_BYTES = 512 << 20;

  /** Validates. */
  public DecodeLimits {
    if (decodedBytes < 1 || series < 1 || samples < 1 || seriesLabelBytes < 1) {
      throw new IllegalArgumentException("limits of a request must be positive");
    }
    if (decodedBytes > MAX_DECODED_BYTES) {
      throw new IllegalArgumentException(
          "a decoded request may have at most " + MAX_DECODED_BYTES + " bytes");
    }
  }
}

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
  /** Validates. */
  public DecodeLimits {
    if (decodedBytes < 1 || series < 1 || samples < 1 || seriesLabelBytes < 1) {
      throw new IllegalArgumentException("limits of a request must be positive");
    }
  }
}

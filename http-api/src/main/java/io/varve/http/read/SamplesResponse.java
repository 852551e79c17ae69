package io.varve.http.read;

import io.varve.http.proto.ProtoWriter;
import io.varve.model.ErrorCode;
import io.varve.model.ValueKind;
import io.varve.model.VarveException;
import io.varve.sharding.query.SampleCursor;
import io.varve.sharding.query.SeriesSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/**
 * Builds {@code prometheus.ReadResponse}, which is one message and must be whole before it can be
 * compressed; that is why its length is limited.
 *
 * <pre>
 *   ReadResponse: 1 QueryResult*
 *   QueryResult:  1 TimeSeries*
 *   TimeSeries:   1 Label*, 2 Sample*, 4 Histogram*
 *   Sample:       1 value (double), 2 timestamp (int64, ms)
 * </pre>
 */
final class SamplesResponse {
  private static final int RESULT = 1;
  private static final int SERIES = 1;
  private static final int LABEL = 1;
  private static final int SAMPLE = 2;
  private static final int HISTOGRAM = 4;
  private static final int VALUE = 1;
  private static final int TIMESTAMP = 2;

  private final int maxBytes;
  private final ProtoWriter response = new ProtoWriter();
  private final ProtoWriter result = new ProtoWriter();
  private final ProtoWriter series = new ProtoWriter();
  private final ProtoWriter sample = new ProtoWriter();
  private final HistogramMessage histogram = new HistogramMessage();

  SamplesResponse(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Adds the result of the next query, and closes it.
   *
   * @throws VarveException with {@link ErrorCode#QUERY_LIMIT} if the response grows too long
   */
  void add(SeriesSet set) {
    try (set) {
      result.clear();
      while (set.next()) {
        series.clear();
        series.labels(LABEL, set.labels());
        samples(set.samples());
        result.message(SERIES, series);
      }
      response.message(RESULT, result);
    }
  }

  private void samples(SampleCursor cursor) {
    while (cursor.next()) {
      if (cursor.kind() == ValueKind.FLOAT) {
        sample.clear();
        sample.doubleBits(VALUE, cursor.valueBits());
        sample.varint(TIMESTAMP, cursor.t());
        series.message(SAMPLE, sample);
      } else {
        series.message(HISTOGRAM, histogram.write(cursor.t(), cursor.histogram()));
      }
      if ((long) response.size() + result.size() + series.size() > maxBytes) {
        throw new VarveException(
            ErrorCode.QUERY_LIMIT,
            "the response exceeds %d bytes; ask for less, or for STREAMED_XOR_CHUNKS"
                .formatted(maxBytes));
      }
    }
  }

  /** Returns the response, compressed. */
  byte[] compressed() {
    byte[] out = new byte[Snappy.maxCompressedLength(response.size())];
    try {
      int length = Snappy.compress(response.buffer(), 0, response.size(), out, 0);
      return Arrays.copyOf(out, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.varve.http.write;

import io.varve.http.proto.v1.Label;
import io.varve.http.proto.v1.Sample;
import io.varve.http.proto.v1.TimeSeries;
import io.varve.model.NativeHistogram;
import io.varve.sharding.ingest.EncodedLabels;
import io.varve.sharding.ingest.WriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.xerial.snappy.Snappy;

/** Makes bodies of requests with protobuf's own code, and prints what came of them. */
final class Requests {
  private Requests() {}

  static byte[] body(byte[] message) {
    try {
      return Snappy.compress(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Label label(String name, String value) {
    return Label.newBuilder().setName(name).setValue(value).build();
  }

  static Sample sample(long t, double value) {
    return Sample.newBuilder().setTimestamp(t).setValue(value).build();
  }

  static TimeSeries.Builder series(String metric, String... labels) {
    TimeSeries.Builder series = TimeSeries.newBuilder().addLabels(label("__name__", metric));
    for (int i = 0; i < labels.length; i += 2) {
      series.addLabels(label(labels[i], labels[i + 1]));
    }
    return series;
  }

  /** A line for each series: labels, then time and value of each sample. */
  static String print(WriteRequest request) {
    StringBuilder sb = new StringBuilder();
    for (int s = 0; s < request.seriesCount(); s++) {
      sb.append(
          EncodedLabels.describe(
              request.buffer(), request.labelsOffset(s), request.labelsLength(s)));
      for (int i = request.firstSample(s); i < request.endSample(s); i++) {
        sb.append(' ').append(request.t(i)).append(':');
        NativeHistogram histogram = request.histogram(i);
        sb.append(
            histogram == null ? (Object) Double.longBitsToDouble(request.valueBits(i)) : histogram);
        sb.append(request.startT(i) == 0 ? "" : "@" + request.startT(i));
      }
      sb.append('\n');
    }
    return sb.toString();
  }
}

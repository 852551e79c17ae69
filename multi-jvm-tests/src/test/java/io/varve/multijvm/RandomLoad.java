package io.varve.multijvm;

import io.varve.http.proto.v1.BucketSpan;
import io.varve.http.proto.v1.Histogram;
import io.varve.http.proto.v1.Label;
import io.varve.http.proto.v1.TimeSeries;
import io.varve.http.proto.v1.WriteRequest;
import io.varve.model.FloatHistogram;
import io.varve.model.FloatValue;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.model.Span;
import io.varve.promql.differential.RandomData;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteAnswer;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.xerial.snappy.Snappy;

/** Random series as a message of remote write, from some time on. */
final class RandomLoad {
  private final byte[] body;

  /**
   * Encodes series in the order of their labels.
   *
   * @param origin what the samples' times count from, ms since 1970
   */
  RandomLoad(List<RandomData.Series> series, long origin) throws IOException {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    series.stream()
        .sorted(Comparator.comparing(RandomData.Series::labels))
        .forEach(s -> request.addTimeseries(message(s, origin)));
    body = Snappy.compress(request.build().toByteArray());
  }

  void sendTo(URI server) throws IOException, InterruptedException {
    try (RemoteWriteClient client = new RemoteWriteClient(server, "")) {
      WriteAnswer answer = client.post(body, "application/x-protobuf");
      if (answer.status() != 204) {
        throw new IOException(server + " answers " + answer);
      }
    }
  }

  private static TimeSeries message(RandomData.Series series, long origin) {
    TimeSeries.Builder message = TimeSeries.newBuilder();
    Labels labels = series.labels();
    for (int i = 0; i < labels.size(); i++) {
      message.addLabels(
          Label.newBuilder().setName(labels.name(i)).setValue(labels.value(i)).build());
    }
    for (Sample sample : series.samples()) {
      long t = origin + sample.t();
      switch (sample.value()) {
        case FloatValue(double value) ->
            message.addSamplesBuilder().setTimestamp(t).setValue(value);
        case FloatHistogram h -> message.addHistograms(message(h).setTimestamp(t));
        default -> throw new IllegalArgumentException(sample.toString());
      }
    }
    return message.build();
  }

  private static Histogram.Builder message(FloatHistogram h) {
    Histogram.Builder message =
        Histogram.newBuilder()
            .setCountFloat(h.count())
            .setSum(h.sum())
            .setSchema(h.schema())
            .setZeroThreshold(h.zeroThreshold())
            .setZeroCountFloat(h.zeroCount())
            .setResetHint(h.counterResetHint().code());
    h.positiveSpans().forEach(span -> message.addPositiveSpans(message(span)));
    h.negativeSpans().forEach(span -> message.addNegativeSpans(message(span)));
    for (double count : h.positiveBuckets()) {
      message.addPositiveCounts(count);
    }
    for (double count : h.negativeBuckets()) {
      message.addNegativeCounts(count);
    }
    for (double bound : h.customValues()) {
      message.addCustomValues(bound);
    }
    return message;
  }

  private static BucketSpan message(Span span) {
    return BucketSpan.newBuilder().setOffset(span.offset()).setLength(span.length()).build();
  }
}

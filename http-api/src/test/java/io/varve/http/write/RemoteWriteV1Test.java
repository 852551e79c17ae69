package io.varve.http.write;

import static io.varve.http.write.Requests.body;
import static io.varve.http.write.Requests.sample;
import static io.varve.http.write.Requests.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.varve.http.proto.v1.BucketSpan;
import io.varve.http.proto.v1.Exemplar;
import io.varve.http.proto.v1.Histogram;
import io.varve.http.proto.v1.MetricMetadata;
import io.varve.http.proto.v1.TimeSeries;
import io.varve.http.proto.v1.WriteRequest;
import io.varve.model.DecodeException;
import io.varve.model.ErrorCode;
import io.varve.model.KeyedHash128;
import io.varve.model.StaleNaN;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.metadata.MetricFamily;
import io.varve.sharding.metadata.MetricType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemoteWriteV1Test {
  private static final DecodeLimits LIMITS = new DecodeLimits(1 << 20, 1_000, 10_000, 1_024);

  private final RemoteWriteDecoder decoder =
      new RemoteWriteDecoder(LIMITS, KeyedHash128.Key.random());

  @Test
  void goldenBytes() {
    byte[] message =
        HexFormat.ofDelimiter(" ")
            .parseHex(
                "0A 26 "
                    + "0A 0E 0A 08 5F 5F 6E 61 6D 65 5F 5F 12 02 75 70 "
                    + "12 14 09 00 00 00 00 00 00 F0 3F 10 FB FF FF FF FF FF FF FF FF 01");
    assertThat(decode(body(message))).isEqualTo("{\"__name__\"=\"up\"} -5:1.0\n");
  }

  @Test
  void decodesWhatProtobufWrites() {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addTimeseries(
        series("up", "job", "a").addSamples(sample(1, 1.5)).addSamples(sample(2, -0.0)));
    request.addTimeseries(series("down", "job", "ß").addSamples(sample(Long.MIN_VALUE, 0)));
    request.addTimeseries(
        series("nan", "job", "b")
            .addSamples(sample(Long.MAX_VALUE, Double.longBitsToDouble(StaleNaN.BITS))));
    assertThat(decode(body(request.build().toByteArray())))
        .isEqualTo(
            """
            {"__name__"="up", "job"="a"} 1:1.5 2:-0.0
            {"__name__"="down", "job"="ß"} -9223372036854775808:0.0
            {"__name__"="nan", "job"="b"} 9223372036854775807:NaN
            """);
    assertThat(decoder.request().valueBits(3)).isEqualTo(StaleNaN.BITS);
    assertThat(decoder.request().hasStartTimes()).isFalse();
  }

  @Test
  void countsWhatIsNotStored() {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addTimeseries(
        series("up", "job", "a")
            .addExemplars(Exemplar.newBuilder().setValue(1))
            .addExemplars(Exemplar.newBuilder().setValue(2))
            .addSamples(sample(1, 1)));
    request.addTimeseries(
        series("latency", "job", "a")
            .addHistograms(Histogram.newBuilder().setCountInt(3))
            .addHistograms(Histogram.newBuilder().setCountInt(4)));
    request.addTimeseries(series("empty", "job", "a"));
    request.addMetadata(MetricMetadata.newBuilder().setHelp("of nobody"));

    assertThat(decode(body(request.build().toByteArray())))
        .isEqualTo("{\"__name__\"=\"up\", \"job\"=\"a\"} 1:1.0\n");
    var decoded = decoder.request();
    assertThat(decoded.exemplarsDropped()).isEqualTo(2);
    assertThat(decoded.metadataEntries()).isEqualTo(1);
    assertThat(decoded.refusals().count(RefusalReason.HISTOGRAM)).isEqualTo(2);
    assertThat(decoded.refusals().first())
        .isEqualTo(
            "0 observations found in buckets, but the Count field is 3: histogram's observation"
                + " count should equal the number of observations found in the buckets (in absence"
                + " of NaN), in series {\"__name__\"=\"latency\", \"job\"=\"a\"}");
  }

  @Test
  void whatIsSaidOfFamilies() {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addMetadata(
        MetricMetadata.newBuilder()
            .setType(5)
            .setMetricFamilyName("latency")
            .setHelp("How long it takes; in µs.")
            .setUnit("seconds"));
    request.addMetadata(MetricMetadata.newBuilder().setType(99).setMetricFamilyName("odd"));
    decode(body(request.build().toByteArray()));
    assertThat(decoder.request().families())
        .containsExactly(
            new MetricFamily("latency", MetricType.SUMMARY, "How long it takes; in µs.", "seconds"),
            new MetricFamily("odd", MetricType.UNKNOWN, "", ""));
    decode(body(new byte[0]));
    assertThat(decoder.request().families()).isEmpty();
  }

  @Test
  void tooMuchIsSaidOfFamilies() {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    for (int i = 0; i < 10_000; i++) {
      request.addMetadata(MetricMetadata.newBuilder().setMetricFamilyName("m" + i));
    }
    assertThatThrownBy(() -> decode(body(request.build().toByteArray())))
        .isInstanceOf(VarveException.class)
        .hasMessage("the request has more than 1048576 bytes of metadata");
  }

  @Test
  void histogramsOfBothKinds() {
    Histogram.Builder integers =
        Histogram.newBuilder()
            .setCountInt(11)
            .setSum(-1.5)
            .setSchema(-3)
            .setZeroThreshold(0.001)
            .setZeroCountInt(4)
            .addNegativeSpans(BucketSpan.newBuilder().setLength(2))
            .addAllNegativeDeltas(List.of(1L, 0L))
            .addPositiveSpans(BucketSpan.newBuilder().setOffset(-2).setLength(1))
            .addPositiveSpans(BucketSpan.newBuilder().setOffset(3).setLength(1))
            .addAllPositiveDeltas(List.of(3L, -1L))
            .setResetHint(3)
            .setTimestamp(7);
    Histogram.Builder floats =
        Histogram.newBuilder()
            .setCountFloat(2.5)
            .setSchema(-53)
            .setZeroCountFloat(0)
            .addPositiveSpans(BucketSpan.newBuilder().setOffset(1).setLength(1))
            .addPositiveCounts(2.5)
            .addAllCustomValues(List.of(0.5, 2.0))
            .setTimestamp(8);
    Histogram.Builder stale = integers.clone().setSum(StaleNaN.VALUE).setTimestamp(9);
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addTimeseries(
        series("h").addSamples(sample(1, 1)).addHistograms(integers).addHistograms(floats));
    request.addTimeseries(series("h").addHistograms(stale));

    assertThat(decode(body(request.build().toByteArray())))
        .isEqualTo(
            """
            {"__name__"="h"} 1:1.0\
             7:Histogram[schema=-3, zero=0.001:4, count=11, sum=-1.5,\
             +[Span[offset=-2, length=1], Span[offset=3, length=1]][3, -1],\
             -[Span[offset=0, length=2]][1, 0], custom=[], GAUGE]\
             8:FloatHistogram[schema=-53, zero=0.0:0.0, count=2.5, sum=0.0,\
             +[Span[offset=1, length=1]][2.5], -[][], custom=[0.5, 2.0], UNKNOWN]
            {"__name__"="h"} 9:Histogram[schema=0, zero=0.0:0, count=0, sum=NaN, +[][], -[][],\
             custom=[], UNKNOWN]
            """);
    assertThat(decoder.request().refusals().isEmpty()).isTrue();
    assertThat(decoder.request().histogramCount()).isEqualTo(3);
    assertThat(decoder.request().histogram(0)).isNull();
  }

  @Test
  void histogramsOfASchemaTooFineAreReduced() {
    Histogram.Builder fine =
        Histogram.newBuilder()
            .setCountInt(7)
            .setSchema(9)
            .addPositiveSpans(BucketSpan.newBuilder().setOffset(1).setLength(3))
            .addAllPositiveDeltas(List.of(1L, 1L, 2L))
            .setTimestamp(7);
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addTimeseries(series("h", "job", "a").addHistograms(fine));
    assertThat(decode(body(request.build().toByteArray())))
        .isEqualTo(
            """
            {"__name__"="h", "job"="a"} 7:Histogram[schema=8, zero=0.0:0, count=7, sum=0.0,\
             +[Span[offset=1, length=2]][3, 1], -[][], custom=[], UNKNOWN]
            """);
    assertThat(decoder.request().refusals().isEmpty()).isTrue();
  }

  @Test
  void anyOrderOfFieldsAndUnknownOnesBetween() throws IOException {
    TimeSeries plain = series("up", "job", "a").addSamples(sample(7, 2)).build();
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(mixed);
    out.writeMessage(2, sample(7, 2));
    out.writeMessage(1, plain.getLabels(0));
    out.writeString(900, "between");
    out.writeMessage(1, plain.getLabels(1));
    out.writeFixed32(901, 5);
    ByteArrayOutputStream odd = new ByteArrayOutputStream();
    CodedOutputStream sample = CodedOutputStream.newInstance(odd);
    sample.writeInt64(2, 1);
    sample.writeInt64(77, 1);
    sample.writeDouble(1, 9);
    sample.writeInt64(2, 8);
    sample.flush();
    out.writeBytes(2, ByteString.copyFrom(odd.toByteArray()));
    out.flush();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    CodedOutputStream request = CodedOutputStream.newInstance(message);
    request.writeFixed64(50, 5);
    request.writeBytes(1, ByteString.copyFrom(mixed.toByteArray()));
    request.writeMessage(1, plain);
    request.flush();

    assertThat(decode(body(message.toByteArray())))
        .isEqualTo(
            """
            {"__name__"="up", "job"="a"} 7:2.0 8:9.0
            {"__name__"="up", "job"="a"} 7:2.0
            """);
    assertThat(decoder.request().hashLo(0)).isEqualTo(decoder.request().hashLo(1));
    assertThat(decoder.request().hashHi(0)).isEqualTo(decoder.request().hashHi(1));
  }

  @Test
  void labelsOfOneSeriesOverTheLimitCostOnlyThatSeries() {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addTimeseries(series("up", "job", "x".repeat(2_000)).addSamples(sample(1, 1)));
    request.addTimeseries(series("up", "job", "y").addSamples(sample(2, 2)));
    assertThat(decode(body(request.build().toByteArray())))
        .isEqualTo("{\"__name__\"=\"up\", \"job\"=\"y\"} 2:2.0\n");
    assertThat(decoder.request().refusals().count(RefusalReason.BAD_LABELS)).isEqualTo(1);
  }

  @Test
  void moreSeriesOrSamplesThanAllowed() {
    WriteRequest.Builder many = WriteRequest.newBuilder();
    for (int i = 0; i <= 1_000; i++) {
      many.addTimeseries(series("up", "i", "" + i).addSamples(sample(1, 1)));
    }
    tooLarge(many, "more than 1000 series");
    TimeSeries.Builder deep = series("up", "job", "a");
    for (int i = 0; i <= 10_000; i++) {
      deep.addSamples(sample(i, 1));
    }
    tooLarge(WriteRequest.newBuilder().addTimeseries(deep), "more than 10000 samples");
  }

  @Test
  void everyTruncationIsRefusedOrEndsAtABoundary() {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    request.addTimeseries(series("up", "job", "a").addSamples(sample(1, 1.5)));
    request.addTimeseries(series("up", "job", "b").addSamples(sample(1, 1.5)));
    byte[] message = request.build().toByteArray();
    int whole = request.getTimeseries(0).getSerializedSize() + 2;
    for (int n = 0; n < message.length; n++) {
      byte[] body = body(java.util.Arrays.copyOf(message, n));
      if (n == 0 || n == whole) {
        assertThat(decode(body).lines()).hasSize(n == 0 ? 0 : 1);
      } else {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(DecodeException.class);
      }
    }
  }

  private void tooLarge(WriteRequest.Builder request, String message) {
    assertThatThrownBy(() -> decode(body(request.build().toByteArray())))
        .isInstanceOfSatisfying(
            VarveException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE))
        .hasMessageContaining(message);
  }

  private String decode(byte[] body) {
    return Requests.print(decoder.decode(WriteProtocol.V1, TenantId.DEFAULT, body, 0, body.length));
  }
}

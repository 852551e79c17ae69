package io.varve.http.write;

import static io.varve.http.write.Requests.body;
import static io.varve.http.write.Requests.sample;
import static io.varve.http.write.Requests.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.varve.http.proto.v1.WriteRequest;
import io.varve.http.proto.v2.Exemplar;
import io.varve.http.proto.v2.Histogram;
import io.varve.http.proto.v2.Metadata;
import io.varve.http.proto.v2.Request;
import io.varve.http.proto.v2.Sample;
import io.varve.http.proto.v2.TimeSeries;
import io.varve.model.ErrorCode;
import io.varve.model.KeyedHash128;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.metadata.MetricFamily;
import io.varve.sharding.metadata.MetricType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemoteWriteV2Test {
  private static final DecodeLimits LIMITS = new DecodeLimits(1 << 16, 1_000, 10_000, 1_024);

  /** Types of metrics as numbers of the protocol. */
  private static final int UNSPECIFIED = 0;

  private static final int GAUGE = 2;
  private static final int HISTOGRAM = 3;

  private final RemoteWriteDecoder decoder =
      new RemoteWriteDecoder(LIMITS, KeyedHash128.Key.random());

  @Test
  void decodesWhatProtobufWrites() {
    Request.Builder request =
        Request.newBuilder().addAllSymbols(List.of("", "__name__", "up", "job", "a", "ß"));
    request.addTimeseries(
        TimeSeries.newBuilder()
            .addAllLabelsRefs(List.of(1, 2, 3, 4))
            .addSamples(v2Sample(1, 1.5, 0))
            .addSamples(v2Sample(2, 2.5, 0))
            .addExemplars(Exemplar.newBuilder().setValue(1))
            .setMetadata(Metadata.newBuilder().setHelpRef(4)));
    request.addTimeseries(
        TimeSeries.newBuilder()
            .addAllLabelsRefs(List.of(1, 2, 3, 5))
            .addSamples(v2Sample(3, 0, 0)));

    assertThat(decode(request))
        .isEqualTo(
            """
            {"__name__"="up", "job"="a"} 1:1.5 2:2.5
            {"__name__"="up", "job"="ß"} 3:0.0
            """);
    assertThat(decoder.request().hasStartTimes()).isFalse();
    assertThat(decoder.request().exemplarsDropped()).isEqualTo(1);
    assertThat(decoder.request().metadataEntries()).isEqualTo(1);
  }

  @Test
  void metadataOfSeriesIsThatOfTheirFamilies() {
    Request.Builder request =
        Request.newBuilder()
            .addAllSymbols(
                List.of("", "__name__", "h_bucket", "le", "1", "h_sum", "help", "s", "other"));
    request.addTimeseries(described(HISTOGRAM, 6, 7, 1, 2, 3, 4));
    request.addTimeseries(described(HISTOGRAM, 8, 0, 1, 2, 3, 7));
    request.addTimeseries(described(HISTOGRAM, 8, 99, 3, 7, 1, 5));
    request.addTimeseries(described(UNSPECIFIED, 0, 0, 1, 8));
    request.addTimeseries(described(GAUGE, 6, 0, 3, 4));
    decode(request);
    assertThat(decoder.request().metadataEntries()).isEqualTo(5);
    assertThat(decoder.request().families())
        .containsExactly(
            new MetricFamily("h", MetricType.HISTOGRAM, "help", "s"),
            new MetricFamily("h", MetricType.HISTOGRAM, "other", ""));
  }

  private static TimeSeries described(int type, int help, int unit, Integer... labels) {
    return TimeSeries.newBuilder()
        .addAllLabelsRefs(List.of(labels))
        .addSamples(v2Sample(1, 1, 0))
        .setMetadata(Metadata.newBuilder().setType(type).setHelpRef(help).setUnitRef(unit))
        .build();
  }

  @Test
  void oneSeriesHasOneKeyInBothProtocols() {
    WriteRequest.Builder v1 = WriteRequest.newBuilder();
    v1.addTimeseries(series("up", "empty", "", "job", "a").addSamples(sample(1, 1)));
    byte[] body = body(v1.build().toByteArray());
    decoder.decode(WriteProtocol.V1, TenantId.DEFAULT, body, 0, body.length);
    long hi = decoder.request().hashHi(0);
    long lo = decoder.request().hashLo(0);

    Request.Builder v2 =
        Request.newBuilder().addAllSymbols(List.of("", "up", "empty", "__name__", "a", "job"));
    v2.addTimeseries(
        TimeSeries.newBuilder()
            .addAllLabelsRefs(List.of(3, 1, 2, 0, 5, 4))
            .addSamples(v2Sample(1, 1, 0)));
    decode(v2);

    assertThat(decoder.request().hashHi(0)).isEqualTo(hi);
    assertThat(decoder.request().hashLo(0)).isEqualTo(lo);
  }

  @Test
  void symbolsBehindTheSeriesAndReferencesNotPacked() throws IOException {
    ByteArrayOutputStream seriesBytes = new ByteArrayOutputStream();
    CodedOutputStream series = CodedOutputStream.newInstance(seriesBytes);
    series.writeUInt32(1, 1);
    series.writeMessage(2, v2Sample(7, 2, 0).build());
    series.writeUInt32(1, 2);
    series.flush();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    CodedOutputStream request = CodedOutputStream.newInstance(message);
    request.writeByteArray(5, seriesBytes.toByteArray());
    request.writeString(4, "");
    request.writeString(4, "__name__");
    request.writeString(4, "up");
    request.flush();
    assertThat(decode(message.toByteArray())).isEqualTo("{\"__name__\"=\"up\"} 7:2.0\n");
  }

  @Test
  void badReferencesCostOnlyTheirSeries() {
    Request.Builder request = Request.newBuilder().addAllSymbols(List.of("", "__name__", "up"));
    for (List<Integer> references : List.of(List.of(1, 3), List.of(1), List.of(1, -1))) {
      request.addTimeseries(
          TimeSeries.newBuilder()
              .addAllLabelsRefs(references)
              .addSamples(v2Sample(1, 1, 0))
              .addHistograms(Histogram.newBuilder().setCountInt(1)));
    }
    request.addTimeseries(TimeSeries.newBuilder().addAllLabelsRefs(List.of(1, 2)));
    request.addTimeseries(
        TimeSeries.newBuilder().addAllLabelsRefs(List.of(1, 2)).addSamples(v2Sample(4, 4, 0)));

    assertThat(decode(request)).isEqualTo("{\"__name__\"=\"up\"} 4:4.0\n");
    assertThat(decoder.request().refusals().count(RefusalReason.BAD_LABELS)).isEqualTo(6);
    assertThat(decoder.request().refusals().count(RefusalReason.EMPTY_SERIES)).isEqualTo(1);
    assertThat(decoder.request().refusals().first()).contains("beyond the 3");
  }

  @Test
  void samplesWithStartTimestampsAreRefusedAndOthersOfTheirSeriesKept() {
    Request.Builder request = Request.newBuilder().addAllSymbols(List.of("", "__name__", "up"));
    request.addTimeseries(
        TimeSeries.newBuilder()
            .addAllLabelsRefs(List.of(1, 2))
            .addSamples(v2Sample(10, 1, 5))
            .addSamples(v2Sample(20, 2, 0)));
    request.addTimeseries(
        TimeSeries.newBuilder().addAllLabelsRefs(List.of(1, 2)).addSamples(v2Sample(30, 3, 5)));

    assertThat(decode(request)).isEqualTo("{\"__name__\"=\"up\"} 20:2.0\n");
    assertThat(decoder.request().refusals().count(RefusalReason.START_TIME)).isEqualTo(2);
    assertThat(decoder.request().refusals().first())
        .isEqualTo("start timestamps are not supported, in series {\"__name__\"=\"up\"}");
  }

  @Test
  void fewReferencesToALongSymbolDoNotMakeABomb() {
    Request.Builder one =
        Request.newBuilder().addAllSymbols(List.of("", "__name__", "u".repeat(900)));
    one.addTimeseries(
        TimeSeries.newBuilder()
            .addAllLabelsRefs(List.of(1, 2, 2, 2))
            .addSamples(v2Sample(1, 1, 0)));
    assertThat(decode(one)).isEmpty();
    assertThat(decoder.request().refusals().first()).contains("more than 1024 bytes");

    Request.Builder many = one.clone().clearTimeseries();
    for (int i = 0; i < 1_000; i++) {
      many.addTimeseries(
          TimeSeries.newBuilder().addAllLabelsRefs(List.of(1, 2)).addSamples(v2Sample(i, 1, 0)));
    }
    assertThatThrownBy(() -> decode(many))
        .isInstanceOfSatisfying(
            VarveException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
    assertThat(decoder.retainedBytes()).isLessThan(1 << 20);
  }

  private static Sample.Builder v2Sample(long t, double value, long startT) {
    return Sample.newBuilder().setTimestamp(t).setValue(value).setStartTimestamp(startT);
  }

  private String decode(Request.Builder request) {
    return decode(request.build().toByteArray());
  }

  private String decode(byte[] message) {
    byte[] body = body(message);
    return Requests.print(decoder.decode(WriteProtocol.V2, TenantId.DEFAULT, body, 0, body.length));
  }
}

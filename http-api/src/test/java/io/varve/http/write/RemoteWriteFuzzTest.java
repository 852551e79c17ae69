package io.varve.http.write;

import static io.varve.http.write.Requests.sample;
import static io.varve.http.write.Requests.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.http.proto.v1.WriteRequest;
import io.varve.http.proto.v2.Request;
import io.varve.http.proto.v2.Sample;
import io.varve.http.proto.v2.TimeSeries;
import io.varve.model.DecodeException;
import io.varve.model.ErrorCode;
import io.varve.model.KeyedHash128;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.sharding.ingest.LabelDecoder;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random and hostile bodies: a request, or one of the two declared errors; memory bounded. */
final class RemoteWriteFuzzTest {
  private static final DecodeLimits LIMITS = new DecodeLimits(1 << 16, 100, 1_000, 256);
  private static final int MAX_RETAINED = 1 << 20;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final RemoteWriteDecoder decoder =
      new RemoteWriteDecoder(LIMITS, KeyedHash128.Key.random());
  private final LabelDecoder labels = new LabelDecoder();

  @ParameterizedTest
  @EnumSource
  void mutatedMessages(WriteProtocol protocol) {
    byte[] good = protocol == WriteProtocol.V1 ? v1() : v2();
    for (int i = 0; i < Scale.of(10_000, 1_000_000); i++) {
      tryDecode(protocol, Requests.body(mutate(good)));
    }
    assertThat(decoder.retainedBytes()).isLessThan(MAX_RETAINED);
  }

  @ParameterizedTest
  @EnumSource
  void mutatedBodies(WriteProtocol protocol) {
    byte[] good = Requests.body(protocol == WriteProtocol.V1 ? v1() : v2());
    for (int i = 0; i < Scale.of(10_000, 1_000_000); i++) {
      tryDecode(protocol, mutate(good));
      tryDecode(protocol, random.bytes(random.nextInt(40)));
    }
    assertThat(decoder.retainedBytes()).isLessThan(MAX_RETAINED);
  }

  @Test
  void aDecompressionBombIsRefusedBeforeMemoryIsTaken() {
    byte[] zeros = Requests.body(new byte[64 << 20]);
    assertThatThrownBy(() -> decode(WriteProtocol.V1, zeros))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("over the limit of 65536 bytes");
    byte[] liar = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07, 0, 0};
    assertThatThrownBy(() -> decode(WriteProtocol.V1, liar))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("snappy: corrupt input");
    byte[] overInt = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 0};
    assertThatThrownBy(() -> decode(WriteProtocol.V1, overInt)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> decode(WriteProtocol.V1, new byte[0]))
        .isInstanceOf(DecodeException.class);
    assertThat(decoder.retainedBytes()).isLessThan(MAX_RETAINED);
  }

  @Test
  void emptyBodyOfTheRightKindIsAnEmptyRequest() {
    decode(WriteProtocol.V1, Requests.body(new byte[0]));
    assertThat(decoder.request().seriesCount()).isZero();
  }

  private void tryDecode(WriteProtocol protocol, byte[] body) {
    try {
      decode(protocol, body);
      for (int s = 0; s < decoder.request().seriesCount(); s++) {
        var request = decoder.request();
        labels.decode(request.buffer(), request.labelsOffset(s), request.labelsLength(s));
        assertThat(request.endSample(s)).isGreaterThan(request.firstSample(s));
      }
    } catch (VarveException e) {
      assertThat(e.code()).isIn(ErrorCode.MALFORMED_INPUT, ErrorCode.BODY_TOO_LARGE);
    }
  }

  private void decode(WriteProtocol protocol, byte[] body) {
    decoder.decode(protocol, TenantId.DEFAULT, body, 0, body.length);
  }

  /** Flips, repeats, cuts and joins. */
  private byte[] mutate(byte[] good) {
    byte[] bytes = good.clone();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int length = random.nextInt(bytes.length - at);
          System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length), length);
        }
      }
    }
    return bytes;
  }

  private static byte[] v1() {
    WriteRequest.Builder request = WriteRequest.newBuilder();
    for (int i = 0; i < 5; i++) {
      request.addTimeseries(
          series("up", "job", "j" + i).addSamples(sample(i, i)).addSamples(sample(i + 1, 0.1)));
    }
    return request.build().toByteArray();
  }

  private static byte[] v2() {
    Request.Builder request =
        Request.newBuilder().addAllSymbols(List.of("", "__name__", "up", "job", "a", "b", "c"));
    for (int i = 4; i < 7; i++) {
      request.addTimeseries(
          TimeSeries.newBuilder()
              .addAllLabelsRefs(List.of(1, 2, 3, i))
              .addSamples(Sample.newBuilder().setTimestamp(i).setValue(i).setStartTimestamp(1)));
    }
    return request.build().toByteArray();
  }
}

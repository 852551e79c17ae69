package io.varve.http.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.http.proto.v1.Query;
import io.varve.http.proto.v1.ReadRequest;
import io.varve.http.proto.v1.ReadRequest.ResponseType;
import io.varve.model.ErrorCode;
import io.varve.model.LabelMatcher;
import io.varve.model.MatchType;
import io.varve.model.VarveException;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xerial.snappy.Snappy;

final class ReadRequestDecoderTest {
  private static final int MAX = 1 << 16;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void decodesWhatProtobufWrites() throws IOException {
    var decoded = decode(example().build().toByteArray());
    assertThat(decoded.responseType())
        .isEqualTo(io.varve.http.read.ReadRequest.ResponseType.STREAMED_XOR_CHUNKS);
    assertThat(decoded.queries())
        .containsExactly(
            new io.varve.http.read.ReadRequest.Query(
                -5,
                1L << 50,
                List.of(
                    new LabelMatcher(MatchType.EQ, "job", "ö"),
                    new LabelMatcher(MatchType.NEQ, "job", ""),
                    new LabelMatcher(MatchType.RE, "a", ".+"),
                    new LabelMatcher(MatchType.NRE, "b", "x"))));
  }

  @Test
  void withoutAcceptedTypesItIsSamplesAndAnUnknownOneIsPassedOver() throws IOException {
    var samples = io.varve.http.read.ReadRequest.ResponseType.SAMPLES;
    ReadRequest.Builder request = example().clearAcceptedResponseTypes();
    assertThat(decode(request.build().toByteArray()).responseType()).isEqualTo(samples);
    request.addAcceptedResponseTypesValue(9).addAcceptedResponseTypes(ResponseType.SAMPLES);
    assertThat(decode(request.build().toByteArray()).responseType()).isEqualTo(samples);
    request.clearAcceptedResponseTypes().addAcceptedResponseTypesValue(9);
    assertThatThrownBy(() -> decode(request.build().toByteArray()))
        .hasMessageContaining("does not support any");
  }

  @Test
  void aQueryWithoutMatchersIsRefused() {
    ReadRequest.Builder request = ReadRequest.newBuilder().addQueries(Query.newBuilder());
    assertThatThrownBy(() -> decode(request.build().toByteArray()))
        .hasMessageContaining("no matchers");
  }

  @Test
  void anyBytesAreARequestOrADeclaredError() throws IOException {
    byte[] good = example().build().toByteArray();
    for (int i = 0; i < Scale.of(20_000, 2_000_000); i++) {
      byte[] bytes = random.nextBoolean() ? random.bytes(random.nextInt(40)) : good.clone();
      for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      byte[] body = random.nextInt(10) == 0 ? bytes : Snappy.compress(bytes);
      try {
        ReadRequestDecoder.decode(body, MAX);
      } catch (VarveException e) {
        assertThat(e.code()).isIn(ErrorCode.MALFORMED_INPUT, ErrorCode.INVALID_REQUEST);
      }
    }
  }

  private static ReadRequest.Builder example() {
    return ReadRequest.newBuilder()
        .addAcceptedResponseTypes(ResponseType.STREAMED_XOR_CHUNKS)
        .addAcceptedResponseTypes(ResponseType.SAMPLES)
        .addQueries(
            Query.newBuilder()
                .setStartTimestampMs(-5)
                .setEndTimestampMs(1L << 50)
                .addMatchers(matcher(0, "job", "ö"))
                .addMatchers(matcher(1, "job", ""))
                .addMatchers(matcher(2, "a", ".+"))
                .addMatchers(matcher(3, "b", "x")));
  }

  private static io.varve.http.proto.v1.LabelMatcher.Builder matcher(
      int type, String name, String value) {
    return io.varve.http.proto.v1.LabelMatcher.newBuilder()
        .setTypeValue(type)
        .setName(name)
        .setValue(value);
  }

  private static io.varve.http.read.ReadRequest decode(byte[] message) throws IOException {
    return ReadRequestDecoder.decode(Snappy.compress(message), MAX);
  }
}

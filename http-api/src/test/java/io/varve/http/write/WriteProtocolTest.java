package io.varve.http.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteProtocolTest {
  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf, V1",
    "application/x-protobuf;proto=prometheus.WriteRequest, V1",
    "application/x-protobuf;proto=io.prometheus.write.v2.Request, V2",
    "application/x-protobuf; charset=x; proto=\"io.prometheus.write.v2.Request\", V2",
    "'', V1",
  })
  void byContentType(String contentType, WriteProtocol expected) {
    assertThat(WriteProtocol.of(contentType, "snappy")).isEqualTo(expected);
    assertThat(WriteProtocol.of(contentType, "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yolo", "application/json", "application/x-protobuf;proto=yolo", "text/plain"})
  void othersAreNotSupported(String contentType) {
    assertThatThrownBy(() -> WriteProtocol.of(contentType, "snappy"))
        .isInstanceOfSatisfying(
            VarveException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE));
  }

  @Test
  void onlySnappy() {
    assertThatThrownBy(() -> WriteProtocol.of("application/x-protobuf", "zstd"))
        .isInstanceOfSatisfying(
            VarveException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE))
        .hasMessageContaining("only snappy");
  }
}

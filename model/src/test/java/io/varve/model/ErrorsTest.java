package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
  /** What clients and Prometheus's own sender rely on. */
  @ParameterizedTest
  @CsvSource({
    "INVALID_QUERY, 400, bad_data",
    "SAMPLE_CONFLICT, 400, bad_data",
    "SERIES_LIMIT, 400, bad_data",
    "NOT_FOUND, 404, not_found",
    "BODY_TOO_LARGE, 413, bad_data",
    "UNSUPPORTED_MEDIA_TYPE, 415, bad_data",
    "QUERY_LIMIT, 422, execution",
    "RATE_LIMITED, 429, too_many_requests",
    "CANCELLED, 499, canceled",
    "CORRUPT_DATA, 500, internal",
    "STORE_UNAVAILABLE, 503, unavailable",
    "TIMEOUT, 503, timeout"
  })
  void answersWithTheStatus(ErrorCode code, int status, String errorType) {
    assertThat(code.kind().httpStatus()).isEqualTo(status);
    assertThat(code.kind().errorType()).isEqualTo(errorType);
  }

  @Test
  void labelsMetricsByKind() {
    assertThat(ErrorKind.BAD_REQUEST.metricLabel()).isEqualTo("bad_request");
    assertThat(ErrorKind.UNAVAILABLE.isTransient()).isTrue();
    assertThat(ErrorKind.BAD_REQUEST.isTransient()).isFalse();
  }

  @Test
  void corruptionNamesThePlace() {
    DecodeException cause = new DecodeException("varint overflows 64 bits", 7);
    CorruptionException e = CorruptionException.decoding("a/index", 100, "a series entry", cause);
    assertThat(e)
        .hasMessage(
            "a/index is corrupt at offset 107: expected a series entry,"
                + " found varint overflows 64 bits")
        .hasCause(cause);
    assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA);
    assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
    assertThat(e.file()).isEqualTo("a/index");
    assertThat(e.offset()).isEqualTo(107);
    assertThat(e.expected()).isEqualTo("a series entry");
    assertThat(e.found()).isEqualTo("varint overflows 64 bits");
  }

  @Test
  void versionsAreTooOldOrTooNew() {
    FormatVersionException old = new FormatVersionException("f", 1, 2, 3);
    assertThat(old)
        .hasMessage("f has format version 1, which is too old: this program reads versions 2 to 3");
    assertThat(old.isTooOld()).isTrue();
    assertThat(old.code()).isEqualTo(ErrorCode.FORMAT_TOO_OLD);
    FormatVersionException future = new FormatVersionException("f", 4, 2, 3);
    assertThat(future.isTooOld()).isFalse();
    assertThat(future.code()).isEqualTo(ErrorCode.FORMAT_TOO_NEW);
    assertThatThrownBy(() -> new FormatVersionException("f", 2, 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

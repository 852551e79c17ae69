package io.varve.persistence.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.VarveException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkEncodingTest {
  @Test
  void thoseWithoutStartTimesAreSupported() {
    assertThat(ChunkEncoding.supported(1)).isEqualTo(ChunkEncoding.XOR);
    assertThat(ChunkEncoding.supported(2)).isEqualTo(ChunkEncoding.HISTOGRAM);
    assertThat(ChunkEncoding.supported(3)).isEqualTo(ChunkEncoding.FLOAT_HISTOGRAM);
  }

  @ParameterizedTest
  @CsvSource({"4,XOR2", "5,HISTOGRAM_ST", "6,FLOAT_HISTOGRAM_ST"})
  void theOthersAreRefusedByName(int code, ChunkEncoding encoding) {
    assertThat(encoding.code()).isEqualTo(code);
    assertThat(ChunkEncoding.isKnown(code)).isTrue();
    assertThatThrownBy(() -> ChunkEncoding.supported(code))
        .isInstanceOf(VarveException.class)
        .hasMessage(
            "chunk encoding " + code + " (" + encoding + ") is not supported by this version");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 7, 255})
  void unknownCodesAreRefused(int code) {
    assertThat(ChunkEncoding.isKnown(code)).isFalse();
    assertThatThrownBy(() -> ChunkEncoding.supported(code)).isInstanceOf(VarveException.class);
  }
}

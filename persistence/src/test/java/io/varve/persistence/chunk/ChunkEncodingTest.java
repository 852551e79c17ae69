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
  void xorIsSupported() {
    assertThat(ChunkEncoding.supported(1)).isEqualTo(ChunkEncoding.XOR);
  }

  @ParameterizedTest
  @CsvSource({
    "2,HISTOGRAM",
    "3,FLOAT_HISTOGRAM",
    "4,XOR2",
    "5,HISTOGRAM_ST",
    "6,FLOAT_HISTOGRAM_ST"
  })
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

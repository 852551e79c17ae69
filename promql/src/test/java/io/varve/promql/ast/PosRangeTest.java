package io.varve.promql.ast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PosRangeTest {
  @Test
  void printsLineAndColumnFromOne() {
    String query = "a +\n  b\n+ c";
    assertThat(at(0).startIn(query)).isEqualTo("1:1");
    assertThat(at(3).startIn(query)).isEqualTo("1:4");
    assertThat(at(4).startIn(query)).isEqualTo("2:1");
    assertThat(at(6).startIn(query)).isEqualTo("2:3");
    assertThat(at(query.length()).startIn(query)).isEqualTo("3:4");
  }

  @Test
  void countsColumnsInBytesOfUtf8() {
    // One, two, three and four bytes.
    String query = "aé日\uD83E\uDEA8x";
    assertThat(at(1).startIn(query)).isEqualTo("1:2");
    assertThat(at(2).startIn(query)).isEqualTo("1:4");
    assertThat(at(3).startIn(query)).isEqualTo("1:7");
    assertThat(at(5).startIn(query)).isEqualTo("1:11");
    assertThat(new PosRange(1, 5).inBytes(query)).isEqualTo(new PosRange(1, 10));
  }

  @Test
  void saysWhenThereIsNoSuchPlace() {
    assertThat(at(0).startIn("")).isEqualTo("unknown position");
    assertThat(at(2).startIn("a")).isEqualTo("invalid position");
    assertThat(at(-1).startIn("a")).isEqualTo("invalid position");
  }

  private static PosRange at(int start) {
    return new PosRange(start, start);
  }
}

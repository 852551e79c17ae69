package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoQuoteTest {
  @Test
  void escapesAsGoDoes() {
    assertThat(GoQuote.quote("")).isEqualTo("\"\"");
    assertThat(GoQuote.quote("it's \"x\" \\ `y`")).isEqualTo("\"it's \\\"x\\\" \\\\ `y`\"");
    assertThat(GoQuote.quote("\u0007\b\f\n\r\t\u000b")).isEqualTo("\"\\a\\b\\f\\n\\r\\t\\v\"");
    assertThat(GoQuote.quote("\0\u001f\u007f")).isEqualTo("\"\\x00\\x1f\\x7f\"");
  }

  @Test
  void leavesPrintableCharacters() {
    assertThat(GoQuote.quote("Zürich 日本 \uD83E\uDEA8 \ufffd"))
        .isEqualTo("\"Zürich 日本 \uD83E\uDEA8 \ufffd\"");
  }

  @Test
  void escapesSpacesOtherThanAsciisAndControls() {
    // No-break space, line separator, soft hyphen (a format character), byte order mark.
    assertThat(GoQuote.quote("\u0085\u00a0\u2028\u00ad\ufeff"))
        .isEqualTo("\"\\u0085\\u00a0\\u2028\\u00ad\\ufeff\"");
  }

  @Test
  void escapesPrivateAndUnassignedCharacters() {
    assertThat(GoQuote.quote("\ue000\uffff")).isEqualTo("\"\\ue000\\uffff\"");
    assertThat(GoQuote.quote(Character.toString(0x10ffff))).isEqualTo("\"\\U0010ffff\"");
  }

  @Test
  void writesTheReplacementCharacterForUnpairedSurrogates() {
    assertThat(GoQuote.quote("a\ud800b\udc00")).isEqualTo("\"a\\ufffdb\\ufffd\"");
  }

  @Test
  void writesBytesThatAreNotUtf8ByNumber() {
    assertThat(GoQuote.quote("a\udcc5z\udc80\udcff")).isEqualTo("\"a\\xc5z\\x80\\xff\"");
    assertThat(GoQuote.quote("\ud83e\udca8")).isEqualTo("\"\ud83e\udca8\"");
  }
}

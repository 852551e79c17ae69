package io.varve.promql.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.Labels;
import io.varve.promql.value.QueryException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelFunctionTest {
  private static final Labels LABELS =
      Labels.of("__name__", "up", "src", "source-value-10", "other", "a");

  @Test
  void replacesWhereTheWholeValueMatches() {
    assertThat(replace("dst", "$1", "src", "source-value-(.*)").get("dst")).isEqualTo("10");
    assertThat(replace("dst", "x", "src", "value-(.*)")).isEqualTo(LABELS);
    assertThat(replace("dst", "x", "src", "")).isEqualTo(LABELS);
    assertThat(replace("dst", "x", "none", "").get("dst")).isEqualTo("x");
    assertThat(replace("src", "$1", "src", "(none)?.*")).isEqualTo(LABELS.without("src"));
    assertThat(replace("dst", "$0", "src", "a|source.*").get("dst")).isEqualTo("source-value-10");
  }

  @Test
  void expandsAsGoDoes() {
    String regex = "(?P<first>[a-z]+)-(?P<x_2>.*)-(.*)";
    assertThat(expand("${first}!", regex)).isEqualTo("source!");
    assertThat(expand("$first-$x_2", regex)).isEqualTo("source-value");
    assertThat(expand("$1x", regex)).as("the name is 1x").isEmpty();
    assertThat(expand("a$4b$9${none}c", regex)).as("the name is 4b").isEqualTo("ac");
    assertThat(expand("${3}0", regex)).isEqualTo("100");
    assertThat(expand("$$1 $", regex)).isEqualTo("$1 $");
    assertThat(expand("${first $-", regex)).isEqualTo("${first $-");
    assertThat(expand("${01}.", regex)).as("no number begins with 0").isEqualTo(".");
  }

  @Test
  void matchesAcrossLines() {
    Labels lines = Labels.of("src", "a\nb");
    Relabelled result = LabelFunction.replace("dst", "$1", "src", "a(.*)").apply(lines, false);
    assertThat(result.labels().get("dst")).isEqualTo("\nb");
  }

  @Test
  void keepsANameThatItSets() {
    LabelFunction rename = LabelFunction.replace("__name__", "n", "src", "source.*");
    assertThat(rename.apply(LABELS, true).dropName()).isFalse();
    LabelFunction miss = LabelFunction.replace("__name__", "n", "src", "x");
    assertThat(miss.apply(LABELS, true).dropName()).isTrue();
    LabelFunction join = LabelFunction.join("__name__", "", List.of("src"));
    assertThat(join.apply(LABELS, true).dropName()).isFalse();
    LabelFunction other = LabelFunction.join("dst", "", List.of("src"));
    assertThat(other.apply(LABELS, true).dropName()).isTrue();
    assertThat(other.apply(LABELS, false).dropName()).isFalse();
  }

  @Test
  void joins() {
    LabelFunction join = LabelFunction.join("dst", "-", List.of("other", "none", "src"));
    assertThat(join.apply(LABELS, false).labels().get("dst")).isEqualTo("a--source-value-10");
    LabelFunction nothing = LabelFunction.join("other", ",", List.of());
    assertThat(nothing.apply(LABELS, false).labels()).isEqualTo(LABELS.without("other"));
  }

  @Test
  void refusesInvalidArguments() {
    assertThatThrownBy(() -> LabelFunction.replace("dst", "", "src", "(.*"))
        .isInstanceOf(QueryException.class)
        .hasMessage("invalid regular expression in label_replace(): (.*");
    assertThatThrownBy(() -> LabelFunction.replace("", "", "src", "(.*)"))
        .isInstanceOf(QueryException.class)
        .hasMessage("invalid destination label name in label_replace(): ");
    assertThatThrownBy(() -> LabelFunction.join("dst", "", List.of("a", "")))
        .isInstanceOf(QueryException.class)
        .hasMessage("invalid source label name in label_join(): ");
    assertThatThrownBy(() -> LabelFunction.join("", "", List.of("a")))
        .isInstanceOf(QueryException.class)
        .hasMessage("invalid destination label name in label_join(): ");
  }

  private static String expand(String replacement, String regex) {
    return replace("dst", replacement, "src", regex).get("dst");
  }

  private static Labels replace(
      String destination, String replacement, String source, String regex) {
    LabelFunction function = LabelFunction.replace(destination, replacement, source, regex);
    return function.apply(LABELS, false).labels();
  }
}

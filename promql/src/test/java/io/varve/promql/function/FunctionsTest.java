package io.varve.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.ast.Function;
import io.varve.promql.ast.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  @Test
  void knowsAllFunctionsByName() {
    assertThat(Functions.all()).hasSize(90);
    assertThat(Functions.all()).allSatisfy(f -> assertThat(Functions.find(f.name())).isSameAs(f));
    assertThat(Functions.find("holt_winters")).isNull();
    assertThat(Functions.find("RATE")).isNull();
  }

  @Test
  void marksWhatIsExperimental() {
    assertThat(
            Functions.all().stream()
                .filter(Function::experimental)
                .map(Function::name)
                .collect(Collectors.joining(" ")))
        .isEqualTo(
            "double_exponential_smoothing end histogram_quantiles info mad_over_time max_of min_of"
                + " range sort_by_label sort_by_label_desc start start_timestamp step"
                + " ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time"
                + " ts_of_min_over_time");
  }

  @Test
  void countsArguments() {
    assertArguments("rate", 1, 1, ValueType.MATRIX);
    assertArguments("pi", 0, 0);
    assertArguments("hour", 0, 1, ValueType.VECTOR);
    assertArguments("round", 1, 2, ValueType.VECTOR, ValueType.SCALAR);
    assertArguments("quantile_over_time", 2, 2, ValueType.SCALAR, ValueType.MATRIX);
    assertArguments(
        "label_join",
        3,
        Integer.MAX_VALUE,
        ValueType.VECTOR,
        ValueType.STRING,
        ValueType.STRING,
        ValueType.STRING);
    assertArguments(
        "histogram_quantiles",
        3,
        12,
        ValueType.VECTOR,
        ValueType.STRING,
        ValueType.SCALAR,
        ValueType.SCALAR);
  }

  @Test
  void returnsScalarsFromFew() {
    assertThat(
            Functions.all().stream()
                .filter(f -> f.returns() != ValueType.VECTOR)
                .map(Function::name)
                .collect(Collectors.joining(" ")))
        .isEqualTo("end max_of min_of pi range scalar start step time");
  }

  private static void assertArguments(String name, int min, int max, ValueType... types) {
    Function function = Objects.requireNonNull(Functions.find(name));
    assertThat(function.argTypes()).isEqualTo(List.of(types));
    assertThat(function.minArgs()).isEqualTo(min);
    assertThat(function.maxArgs()).isEqualTo(max);
  }
}

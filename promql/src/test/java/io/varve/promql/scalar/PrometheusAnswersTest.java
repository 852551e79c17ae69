package io.varve.promql.scalar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.varve.promql.ast.BinaryOp;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Element-wise functions and operators against answers of a real Prometheus, edge cases above all.
 *
 * <p>Both are right to the last bits only, and not always to the same ones.
 */
class PrometheusAnswersTest {
  private static final Map<String, BinaryOp> OPERATORS =
      Map.of("^", BinaryOp.POW, "%", BinaryOp.MOD, "atan2", BinaryOp.ATAN2);

  @Test
  void agreesWithPrometheus() throws IOException {
    String text;
    try (InputStream in = getClass().getResourceAsStream("answers.txt")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
    String[] lines = text.lines().filter(line -> !line.startsWith("#")).toArray(String[]::new);
    assertThat(lines).hasSizeGreaterThan(1000);
    for (String line : lines) {
      String[] words = line.split(" ");
      double[] args =
          Arrays.stream(words, 1, words.length - 1)
              .mapToDouble(PrometheusAnswersTest::parse)
              .toArray();
      double expected = parse(words[words.length - 1]);
      double actual = answer(words[0], args);
      boolean same = Double.isNaN(expected) ? Double.isNaN(actual) : expected == actual;
      assertThat(same || Math.abs(actual - expected) <= 8 * Math.ulp(expected))
          .as("%s: %s", line, actual)
          .isTrue();
    }
  }

  private static double answer(String name, double[] args) {
    if (OPERATORS.containsKey(name)) {
      BinaryOp op = Objects.requireNonNull(OPERATORS.get(name));
      return BinaryOperators.arithmetic(op).applyAsDouble(args[0], args[1]);
    }
    return ElementFunctions.of(name).apply(args[0], Arrays.copyOfRange(args, 1, args.length));
  }

  private static double parse(String number) {
    return switch (number) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(number);
    };
  }
}

package io.varve.promql.scalar;

import io.varve.promql.numeric.GoMath;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** The element-wise functions by name. */
public final class ElementFunctions {
  private static final Map<String, ElementFunction> BY_NAME =
      Map.ofEntries(
          of("abs", Math::abs),
          of("ceil", Math::ceil),
          of("floor", Math::floor),
          of("exp", Math::exp),
          of("sqrt", Math::sqrt),
          of("ln", Math::log),
          of("log2", GoMath::log2),
          of("log10", GoMath::log10),
          of("sin", Math::sin),
          of("cos", Math::cos),
          of("tan", Math::tan),
          of("asin", GoMath::asin),
          of("acos", GoMath::acos),
          of("atan", Math::atan),
          of("sinh", Math::sinh),
          of("cosh", Math::cosh),
          of("tanh", Math::tanh),
          of("asinh", GoMath::asinh),
          of("acosh", GoMath::acosh),
          of("atanh", GoMath::atanh),
          of("rad", v -> v * Math.PI / 180),
          of("deg", v -> v * 180 / Math.PI),
          of("sgn", v -> v < 0 ? -1 : v > 0 ? 1 : v),
          Map.entry("round", ElementFunctions::round),
          Map.entry("clamp", new Clamp()),
          Map.entry("clamp_min", (v, args) -> GoMath.max(args[0], v)),
          Map.entry("clamp_max", (v, args) -> GoMath.min(args[0], v)),
          of("year", v -> UtcDate.of(v).year()),
          of("month", v -> UtcDate.of(v).month()),
          of("day_of_month", v -> UtcDate.of(v).dayOfMonth()),
          of("day_of_year", v -> UtcDate.of(v).dayOfYear()),
          of("day_of_week", v -> UtcDate.of(v).dayOfWeek()),
          of("days_in_month", v -> UtcDate.of(v).daysInMonth()),
          of("hour", v -> UtcDate.of(v).hour()),
          of("minute", v -> UtcDate.of(v).minute()));

  private ElementFunctions() {}

  /** Returns the names of all functions that {@link #of} knows. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /**
   * Returns the named function. Functions of dates take seconds since 1970.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public static ElementFunction of(String functionName) {
    ElementFunction function = BY_NAME.get(functionName);
    if (function == null) {
      throw new IllegalArgumentException("not an element-wise function: " + functionName);
    }
    return function;
  }

  /** Rounds to the nearest multiple, halves upwards; multiplies by the inverse as Prometheus. */
  private static double round(double value, double... args) {
    double inverse = 1.0 / (args.length == 0 ? 1.0 : args[0]);
    return Math.floor(value * inverse + 0.5) / inverse;
  }

  /** There is nothing between a minimum and a maximum that is smaller. */
  private static final class Clamp implements ElementFunction {
    @Override
    public double apply(double value, double... args) {
      return GoMath.max(args[0], GoMath.min(args[1], value));
    }

    @Override
    public boolean isDefined(double... args) {
      return !(args[1] < args[0]);
    }
  }

  private static Map.Entry<String, ElementFunction> of(String name, DoubleUnaryOperator function) {
    return Map.entry(name, (value, _) -> function.applyAsDouble(value));
  }
}

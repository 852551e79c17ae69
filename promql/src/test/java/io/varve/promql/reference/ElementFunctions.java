package io.varve.promql.reference;

/** Functions of one value. */
final class ElementFunctions {
  private ElementFunctions() {}

  static double apply(String function, double v, double... args) {
    return switch (function) {
      case "abs" -> Math.abs(v);
      case "acos" -> Math.acos(v);
      case "asin" -> Math.asin(v);
      case "atan" -> Math.atan(v);
      case "ceil" -> Math.ceil(v);
      case "clamp" -> atLeast(args[0], atMost(args[1], v));
      case "clamp_max" -> atMost(args[0], v);
      case "clamp_min" -> atLeast(args[0], v);
      case "cos" -> Math.cos(v);
      case "cosh" -> Math.cosh(v);
      case "deg" -> v * 180 / Math.PI;
      case "exp" -> Math.exp(v);
      case "floor" -> Math.floor(v);
      case "ln" -> Math.log(v);
      case "log10" -> Math.log10(v);
      case "log2" -> Math.log(v) / Math.log(2);
      case "rad" -> v * Math.PI / 180;
      case "round" -> Math.floor(v * (1 / args[0]) + 0.5) / (1 / args[0]);
      case "sgn" -> v > 0 ? 1 : v < 0 ? -1 : v;
      case "sin" -> Math.sin(v);
      case "sinh" -> Math.sinh(v);
      case "sqrt" -> Math.sqrt(v);
      case "tan" -> Math.tan(v);
      case "tanh" -> Math.tanh(v);
      default -> throw new IllegalArgumentException(function);
    };
  }

  /** What is infinite wins over NaN, as in Go. */
  private static double atMost(double limit, double v) {
    boolean least = limit == Double.NEGATIVE_INFINITY || v == Double.NEGATIVE_INFINITY;
    return least ? Double.NEGATIVE_INFINITY : Math.min(limit, v);
  }

  private static double atLeast(double limit, double v) {
    boolean most = limit == Double.POSITIVE_INFINITY || v == Double.POSITIVE_INFINITY;
    return most ? Double.POSITIVE_INFINITY : Math.max(limit, v);
  }
}

package io.varve.promql.ast;

import java.util.List;

/**
 * The signature of a function.
 *
 * @param name the name
 * @param argTypes the types of the arguments; the last one stands for all further ones
 * @param variadic 0 if all arguments are needed; else the last of {@code argTypes} is optional and
 *     may stand up to this many times, or any number of times if negative
 * @param returns the type of the result
 * @param experimental whether it may be called only where experimental functions are allowed
 */
public record Function(
    String name, List<ValueType> argTypes, int variadic, ValueType returns, boolean experimental) {
  public Function {
    argTypes = List.copyOf(argTypes);
  }

  /** Returns the smallest number of arguments. */
  public int minArgs() {
    return variadic == 0 ? argTypes.size() : argTypes.size() - 1;
  }

  /** Returns the largest number of arguments, {@link Integer#MAX_VALUE} for no limit. */
  public int maxArgs() {
    return variadic < 0 ? Integer.MAX_VALUE : minArgs() + variadic;
  }
}

package io.varve.promql.parse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tells tests of other packages what words the lexer knows. */
public final class Keywords {
  private Keywords() {}

  /** Returns everything that modifies a selector, an operator or an aggregation. */
  public static List<String> modifiers() {
    return Stream.concat(
            Stream.of(TokenType.AT),
            Arrays.stream(TokenType.values()).filter(t -> t.kind() == TokenType.Kind.KEYWORD))
        .map(TokenType::description)
        .toList();
  }
}

package io.varve.promql.parse;

import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.VectorMatching;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what may stand between a binary operator and its right operand. */
final class MatchingParser {
  private final TokenStream tokens;
  private final SelectorParser selectors;

  MatchingParser(TokenStream tokens, SelectorParser selectors) {
    this.tokens = tokens;
    this.selectors = selectors;
  }

  /** Parses it; the context is that of the expression around. */
  Matching matching(Context context) {
    boolean returnBool = tokens.takeIf(TokenType.BOOL);
    boolean on = tokens.at(TokenType.ON);
    List<String> labels = List.of();
    Cardinality cardinality = Cardinality.ONE_TO_ONE;
    List<String> include = List.of();
    if (on || tokens.at(TokenType.IGNORING)) {
      tokens.take();
      labels = selectors.groupingLabels();
      cardinality = cardinality();
      if (cardinality != Cardinality.ONE_TO_ONE) {
        tokens.take();
        include = include();
      }
    }
    Fill fill = fill(context);
    VectorMatching vectors =
        new VectorMatching(cardinality, on, labels, include, fill.left, fill.right);
    return new Matching(returnBool, vectors);
  }

  private Cardinality cardinality() {
    return switch (tokens.peek().type()) {
      case GROUP_LEFT -> Cardinality.MANY_TO_ONE;
      case GROUP_RIGHT -> Cardinality.ONE_TO_MANY;
      default -> Cardinality.ONE_TO_ONE;
    };
  }

  /** Parses the labels of a group modifier, which may be left out before the right operand. */
  private List<String> include() {
    boolean isLeftOut = !tokens.at(TokenType.LEFT_PAREN) && tokens.peek().type().startsExpression();
    return isLeftOut ? List.of() : selectors.groupingLabels();
  }

  private Fill fill(Context context) {
    return switch (tokens.peek().type()) {
      case FILL -> {
        double both = fillValue(context);
        yield new Fill(both, both);
      }
      case FILL_LEFT -> {
        double left = fillValue(context);
        yield new Fill(left, tokens.at(TokenType.FILL_RIGHT) ? fillValue(context) : null);
      }
      case FILL_RIGHT -> {
        double right = fillValue(context);
        yield new Fill(tokens.at(TokenType.FILL_LEFT) ? fillValue(context) : null, right);
      }
      default -> new Fill(null, null);
    };
  }

  private double fillValue(Context context) {
    tokens.take();
    tokens.expect(TokenType.LEFT_PAREN, context);
    boolean negative = tokens.at(TokenType.SUB);
    if (negative || tokens.at(TokenType.ADD)) {
      tokens.take();
    }
    if (!Literals.isNumeric(tokens.peek().type())) {
      throw tokens.unexpected(context);
    }
    NumberLiteral value = Literals.number(tokens);
    tokens.expect(TokenType.RIGHT_PAREN, context);
    return negative ? -value.value() : value.value();
  }

  private record Fill(@Nullable Double left, @Nullable Double right) {}

  /**
   * What was parsed.
   *
   * @param returnBool whether there is a {@code bool}
   * @param vectors the rest
   */
  record Matching(boolean returnBool, VectorMatching vectors) {
    boolean isFilling() {
      return vectors.fillLeft() != null || vectors.fillRight() != null;
    }
  }
}

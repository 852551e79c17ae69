package io.varve.promql.parse;

import io.varve.model.LabelMatcher;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.VectorSelector;
import java.util.List;

/** Parses PromQL. Immutable and thread-safe. */
public final class PromQlParser {
  /**
   * The largest number of nodes on a path from the root of a tree to a leaf. Prometheus has no such
   * limit; it is there for the stacks of threads, and far beyond what people write.
   */
  public static final int MAX_DEPTH = 500;

  private final ParserOptions options;

  /** Makes a parser that allows what the options say. */
  public PromQlParser(ParserOptions options) {
    this.options = options;
  }

  /**
   * Returns the well-typed tree of an expression.
   *
   * @throws ParseException if the text is not an expression
   */
  public Expr parse(String query) {
    TokenStream tokens = new TokenStream(query);
    Expr expr = new Parser(tokens, options).wholeExpression();
    tokens.throwErrors();
    if (TreeDepth.exceeds(expr, MAX_DEPTH)) {
      throw tokens.tooDeep(PosRange.ZERO, MAX_DEPTH);
    }
    Expr checked = new TypeChecker(tokens).check(expr);
    tokens.throwErrors();
    return checked;
  }

  /**
   * Returns the conditions of a series selector, which is a metric's name, conditions in braces, or
   * both. The name's condition is the last one. Unlike in an expression, all conditions may match
   * the empty string; see {@link #matchesEmpty}.
   *
   * @throws ParseException if the text is not a series selector
   */
  public List<LabelMatcher> parseMetricSelector(String selector) {
    TokenStream tokens = new TokenStream(selector);
    VectorSelector parsed = new SelectorParser(tokens).wholeSelector();
    tokens.throwErrors();
    return parsed.matchers();
  }

  /**
   * Returns whether a condition holds for series without that label. A selector all conditions of
   * which do so selects everything, or nearly so, which is hardly ever meant.
   */
  public static boolean matchesEmpty(LabelMatcher matcher) {
    return Regexes.matches(matcher, "");
  }
}
